package org.seq4j.experiments.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file together with those it extends. A later file wins: mappings are merged key by key, everything else
 * replaces; a mapping whose {@code type} changes replaces too, because the keys of another type mean nothing to it.
 *
 * <p>A name is looked for beside the file, then in the nearest folder around it that is called {@code configs}, then in
 * {@code configs/} of the working directory; {@code .yaml} may be left out.
 */
final class Extends {

    static final String KEY = "extends";
    private static final String BACKEND = "backend";
    private static final int MAX_FILES = 50;

    private int files;

    /** The tree of the file, without the key {@code extends} and with {@code backend} as a mapping. */
    static Tree.Section read(Path file, String text) {
        return new Extends().read(file, text, List.of());
    }

    private Tree.Section read(Path file, @Nullable String knownText, List<Path> chain) {
        int order = files++;
        String text = knownText == null ? Utf8File.read(file, order) : knownText;
        Tree.Section section = YamlReader.readFile(text, file.toString(), order);
        Path here = file.toAbsolutePath().normalize();
        List<Path> longer = Stream.concat(chain.stream(), Stream.of(here)).toList();

        Tree.Section merged = null;
        for (Tree.Scalar name : names(section)) {
            Path base = find(name, file, "");
            Path absolute = base.toAbsolutePath().normalize();
            if (longer.contains(absolute)) {
                String circle = Stream.concat(
                                longer.subList(longer.indexOf(absolute), longer.size()).stream(), Stream.of(absolute))
                        .map(path -> String.valueOf(path.getFileName()))
                        .collect(Collectors.joining(" -> "));
                throw Faults.fatal(name.place(), KEY, "the files extend each other in a circle: " + circle);
            }
            if (files >= MAX_FILES) {
                throw Faults.fatal(name.place(), KEY, "more than " + MAX_FILES + " files are read");
            }
            Tree.Section read = read(base, null, longer);
            merged = merged == null ? read : merge(merged, read);
        }
        section.entries().remove(KEY);
        expandBackend(section, file);
        Shorthands.expand(section);
        return merged == null ? section : merge(merged, section);
    }

    private static List<Tree.Scalar> names(Tree.Section section) {
        Tree value = section.get(KEY);
        if (value == null) {
            return List.of();
        }
        List<Tree> items = value instanceof Tree.Items list ? list.items() : List.of(value);
        List<Tree.Scalar> names = new ArrayList<>();
        for (Tree item : items) {
            if (!(item instanceof Tree.Scalar scalar) || scalar.isNull()) {
                throw Faults.fatal(
                        item.place(), KEY, "expected the name of a file, or a list of them, found " + item.describe());
            }
            names.add(scalar);
        }
        return names;
    }

    /** Replaces {@code backend: name} by the keys of {@code configs/backends/name.yaml}. */
    static void expandBackend(Tree.Section section, Path file) {
        Tree.Entry entry = section.entries().get(BACKEND);
        if (entry != null && entry.value() instanceof Tree.Scalar name && !name.isNull() && !name.isMissing()) {
            Path profile = find(name, file, "backends");
            Tree.Section keys = YamlReader.readFile(Utf8File.read(profile, 500_000), profile.toString(), 500_000);
            section.entries().put(BACKEND, new Tree.Entry(entry.keyPlace(), keys));
        }
    }

    /** {@code over} on top of {@code base}, whose entries the result takes over. */
    static Tree.Section merge(Tree.Section base, Tree.Section over) {
        for (Map.Entry<String, Tree.Entry> entry : over.entries().entrySet()) {
            String key = entry.getKey();
            Tree old = base.get(key);
            Tree value = entry.getValue().value();
            if (old instanceof Tree.Section below
                    && value instanceof Tree.Section above
                    && !changesType(below, above)) {
                value = merge(below, above);
            }
            base.entries().put(key, new Tree.Entry(entry.getValue().keyPlace(), value));
        }
        return new Tree.Section(base.entries(), over.place());
    }

    private static boolean changesType(Tree.Section below, Tree.Section above) {
        return below.get(Schema.TYPE) instanceof Tree.Scalar before
                && above.get(Schema.TYPE) instanceof Tree.Scalar after
                && !before.text().equals(after.text());
    }

    /** Finds the file that {@code name} means, seen from {@code file}. */
    private static Path find(Tree.Scalar name, Path file, String folder) {
        List<Path> roots = new ArrayList<>();
        Path parent = file.getParent();
        if (folder.isEmpty()) {
            roots.add(parent == null ? Path.of("") : parent);
        }
        for (Path around = file.toAbsolutePath().normalize().getParent(); around != null; around = around.getParent()) {
            if (around.endsWith("configs")) {
                roots.add(shorter(around).resolve(folder));
                break;
            }
        }
        roots.add(Path.of("configs").resolve(folder));
        for (Path root : roots) {
            for (String suffix : List.of("", ".yaml", ".yml")) {
                Path candidate = root.resolve(name.text() + suffix).normalize();
                if (Files.isRegularFile(candidate)) {
                    return candidate;
                }
            }
        }
        List<String> known = roots.stream()
                .flatMap(root -> list(root).stream())
                .distinct()
                .sorted()
                .toList();
        String where = roots.stream()
                .map(root -> root.toString().isEmpty() ? "." : root.toString())
                .distinct()
                .collect(Collectors.joining(", "));
        throw Faults.fatal(
                name.place(),
                folder.isEmpty() ? KEY : BACKEND,
                "no file " + name.text() + ".yaml in " + where + Nearest.hint(name.text(), known));
    }

    /** Relative to the working directory where the file is inside it, so that messages stay short. */
    private static Path shorter(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }

    private static List<String> list(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(root, 2)) {
            return paths.filter(path -> path.toString().endsWith(".yaml"))
                    .limit(200)
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
