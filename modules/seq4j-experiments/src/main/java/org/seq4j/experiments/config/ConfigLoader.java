package org.seq4j.experiments.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads an experiment file: reads it with the files it extends, applies the overrides of the command line, replaces
 * interpolations, fills in defaults, checks everything and makes records of it. All faults are reported at once, each with
 * its place, key and a sentence; no data is read and no backend started.
 */
public final class ConfigLoader {

    /** The launcher's system property with the backend that it was told to start; a file that names none takes it. */
    static final String STARTED_BACKEND = "seq4j.backend";

    private final Map<String, String> environment;

    private ConfigLoader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** A loader that sees the given environment variables instead of the process's; for tests. */
    static ConfigLoader withEnvironment(Map<String, String> environment) {
        return new ConfigLoader(environment);
    }

    /**
     * Loads the file for one run; a section {@code sweep} is checked and left out.
     *
     * @param file the experiment file
     * @param overrides {@code key.path=value}, {@code +key.path=value} or {@code ~key.path}, in the order given
     * @throws ConfigException with all faults; also if an override lists several values
     */
    public static LoadedConfig load(Path file, List<String> overrides) {
        return new ConfigLoader(System.getenv()).loadOne(file, overrides);
    }

    /**
     * Loads the file for each run of its section {@code sweep} and, for each of those, for each combination of the values
     * that overrides list with commas; the first override varies slowest. Where there are several runs, each one's name
     * gets a suffix such as {@code -cell_gru}.
     *
     * @throws ConfigException with all faults of the section, else of the first run that has any, or if two runs share a
     *     folder
     */
    public static Sweep sweep(Path file, List<String> overrides) {
        return new ConfigLoader(System.getenv()).loadAll(file, overrides);
    }

    LoadedConfig loadOne(Path file, List<String> overrides) {
        List<KeyOverride> parsed = parse(overrides);
        Faults faults = new Faults();
        for (KeyOverride override : parsed) {
            if (override.isSweep()) {
                faults.add(
                        override.place(),
                        override.path(),
                        "expected one value, found a list of "
                                + override.values().size()
                                + "; for text with commas write '\"...\"', for a list [...]");
            }
        }
        faults.throwIfAny();
        String text = Utf8File.read(file, 0);
        Tree.Section root = Extends.read(file, text);
        SweepPlan.of(root, parsed, environment);
        return bind(root, file, text, parsed, new int[parsed.size()]);
    }

    Sweep loadAll(Path file, List<String> overrides) {
        List<KeyOverride> parsed = parse(overrides);
        String text = Utf8File.read(file, 0);
        Tree.Section root = Extends.read(file, text);
        SweepPlan plan = SweepPlan.of(root, parsed, environment);
        List<LoadedConfig> loaded = new ArrayList<>();
        Map<String, String> folders = new HashMap<>();
        for (int[] choice : plan.choices()) {
            LoadedConfig one = bind(root, file, text, plan.overrides(), choice);
            String other = folders.put(one.config().runDir(), one.config().name());
            if (other != null) {
                throw Faults.fatal(
                        new Place(file.toString(), 1, 1, 0),
                        "run_dir",
                        "the runs " + other + " and " + one.config().name() + " would share the folder "
                                + one.config().runDir() + "; expected ${name} in it");
            }
            loaded.add(one);
        }
        return plan.of(loaded);
    }

    private static List<KeyOverride> parse(List<String> overrides) {
        List<KeyOverride> parsed = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (String override : overrides) {
            try {
                parsed.add(KeyOverride.parse(override, parsed.size()));
            } catch (ConfigException e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        return parsed;
    }

    private LoadedConfig bind(Tree.Section file, Path path, String text, List<KeyOverride> overrides, int[] choice) {
        Tree.Section root = file.copy();
        String started = System.getProperty(STARTED_BACKEND);
        if (started != null && root.get("backend") == null) {
            Place place = Place.ofDefault("backend");
            root.entries().put("backend", new Tree.Entry(place, new Tree.Scalar(started, true, place)));
            Extends.expandBackend(root, path);
        }
        Faults faults = new Faults();
        List<KeyOverride> varied =
                overrides.stream().filter(KeyOverride::isSweep).toList();
        Map<String, String> names =
                ResolvedKeys.shortest(varied.stream().map(KeyOverride::path).toList());
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < choice.length; i++) {
            KeyOverride override = overrides.get(i);
            override.apply(root, choice[i], faults);
            Shorthands.expand(root);
            if (override.isSweep()) {
                suffix.append('-').append(names.get(override.path())).append('_');
                suffix.append(label(override.values().get(choice[i])));
            }
        }
        root.entries().remove(SweepConfig.KEY);
        if (suffix.length() > 0 && root.get("name") instanceof Tree.Scalar name) {
            Tree.Scalar longer = new Tree.Scalar(name.text() + suffix, name.plain(), name.place());
            root.entries().put("name", new Tree.Entry(name.place(), longer));
        }
        Extends.expandBackend(root, path);
        Interpolation interpolation = new Interpolation(root, Schema.experiment(), environment);
        ExperimentConfig config = new Binder(interpolation, faults).bind(root);
        CrossChecks.run(config, root, faults);
        faults.throwIfAny();
        return new LoadedConfig(config, text, YamlWriter.write(config));
    }

    private static String label(Tree value) {
        String label = ResolvedKeys.text(value);
        return label.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
