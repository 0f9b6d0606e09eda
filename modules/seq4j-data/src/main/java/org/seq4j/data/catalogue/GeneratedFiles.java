package org.seq4j.data.catalogue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.seq4j.data.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a generated set in the cache: written once, with a record of their check sums, and again where one of
 * them is missing or was changed. The folder carries the generator's version, and the Java version where the lines come
 * from the runtime's locale data.
 */
final class GeneratedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(GeneratedFiles.class);

    private static final List<String> SPLITS = List.of("train", "dev", "test");

    private final DataSet set;
    private final GeneratedSet generator;
    private final Path folder;
    private final Path record;
    private final Map<String, Path> files = new LinkedHashMap<>();

    GeneratedFiles(DataSet set, GeneratedSet generator, Path cache) {
        this.set = set;
        this.generator = generator;
        String version = "v" + generator.version();
        this.folder = cache.resolve(set.folder())
                .resolve(
                        generator.fromLocaleData()
                                ? "java-" + System.getProperty("java.version") + "-" + version
                                : version);
        this.record = folder.resolve("contents.properties");
        for (String split : SPLITS) {
            String name = set.splits().get(split);
            if (name != null) {
                files.put(name, folder.resolve(name));
            }
        }
    }

    ResolvedDataSet resolve() {
        if (!intact()) {
            write();
        }
        return new ResolvedDataSet(set, Collections.unmodifiableMap(files), describe(read()));
    }

    private boolean intact() {
        if (!Files.isRegularFile(record)) {
            return false;
        }
        Properties properties = read();
        return files.entrySet().stream()
                .allMatch(file -> Files.isRegularFile(file.getValue())
                        && Sha256.of(file.getValue()).equals(properties.getProperty(file.getKey() + ".sha256")));
    }

    private void write() {
        StringBuilder contents = new StringBuilder("java.version=")
                .append(System.getProperty("java.version"))
                .append("\njava.vendor=")
                .append(System.getProperty("java.vendor"))
                .append("\nlocale.providers=")
                .append(System.getProperty("java.locale.providers", "default"))
                .append('\n');
        Map<String, List<String>> splits = generator.generate();
        if (!splits.keySet().equals(set.splits().keySet())) {
            throw new IllegalStateException("catalogue.yaml names the splits "
                    + set.splits().keySet() + " of " + set.name() + ", but there are " + splits.keySet() + ".");
        }
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, List<String>> split : splits.entrySet()) {
                String name = set.splits().get(split.getKey());
                Path file = folder.resolve(name);
                store(file, String.join("\n", split.getValue()) + "\n");
                contents.append(name).append(".lines=").append(split.getValue().size());
                contents.append('\n')
                        .append(name)
                        .append(".sha256=")
                        .append(Sha256.of(file))
                        .append('\n');
            }
            store(record, contents.toString()); // last: its presence says that the files are whole
        } catch (IOException e) {
            throw new DataException(
                    "The set " + set.name() + " cannot be written to " + folder + ": " + e.getMessage()
                            + "; is there space, and may you write there?",
                    e);
        }
        LOG.info("Generated {} in {}", set.name(), folder);
    }

    private static void store(Path file, String text) throws IOException {
        Path aside = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".part");
        Files.writeString(aside, text, StandardCharsets.UTF_8);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Properties read() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(record, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException(record + " cannot be read: " + e.getMessage() + "; delete it.", e);
        }
        return properties;
    }

    private String describe(Properties contents) {
        StringBuilder text = new StringBuilder(generator.description());
        if (generator.fromLocaleData()) {
            text.append(" from the locale data (CLDR) of Java ").append(contents.getProperty("java.version"));
            text.append(" (").append(contents.getProperty("java.vendor")).append(')');
        }
        String separator = ": ";
        for (String split : SPLITS) {
            String name = set.splits().get(split);
            if (name != null) {
                text.append(separator).append(contents.getProperty(name + ".lines"));
                text.append(' ').append(split);
                separator = ", ";
            }
        }
        return text.append(" lines").toString();
    }
}
