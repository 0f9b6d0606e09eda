package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A folder with experiment files, and what loading one of them says. */
final class ConfigFiles {

    /** The least that an experiment file must say; {@code training} is the last section. */
    static final String LEAST = """
            schema: 1
            name: x
            data: {format: lines, train: a.txt}
            model: {type: language_model}
            training: {max_duration: 1e}
            """;

    /** The same of an experiment with pairs of sequences. */
    static final String LEAST_PAIRS = """
            schema: 1
            name: x
            data: {format: tsv, train: a.txt}
            model: {type: seq2seq}
            training: {max_duration: 1e}
            """;

    /** The same of an experiment with elements and positions. */
    static final String LEAST_POINTING = """
            schema: 1
            name: x
            data: {format: points, train: a.txt}
            model: {type: pointer_network}
            training: {max_duration: 1e}
            """;

    /** The same of a classifier. */
    static final String LEAST_CLASSES = """
            schema: 1
            name: x
            data: {format: lines, train: a.txt}
            model: {type: classifier}
            training: {max_duration: 1e}
            """;

    /** The same of a tagger. */
    static final String LEAST_TAGS = """
            schema: 1
            name: x
            data: {format: conll, train: a.txt}
            model: {type: tagger}
            training: {max_duration: 1e}
            """;

    /** The same of a regressor. */
    static final String LEAST_SERIES = """
            schema: 1
            name: x
            data: {format: jsonl, train: a.txt}
            model: {type: regressor}
            training: {max_duration: 1e}
            """;

    private final Path folder;
    private final Map<String, String> environment;

    ConfigFiles(Path folder) {
        this(folder, Map.of());
    }

    ConfigFiles(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    ConfigFiles with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    ConfigFiles with(String name, byte[] bytes) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    LoadedConfig load(String name, String... overrides) {
        return ConfigLoader.withEnvironment(environment).loadOne(folder.resolve(name), List.of(overrides));
    }

    List<LoadedConfig> sweep(String name, String... overrides) {
        return ConfigLoader.withEnvironment(environment)
                .loadAll(folder.resolve(name), List.of(overrides))
                .experiments();
    }

    /** The faults, one string each, with file names relative to the folder. */
    List<String> faults(String name, String... overrides) {
        try {
            load(name, overrides);
            return List.of();
        } catch (ConfigException e) {
            return e.faults().stream()
                    .map(fault -> fault.toString().replace(folder + "/", ""))
                    .toList();
        }
    }

    /**
     * The only fault of overrides that break a rule.
     *
     * @param least the text of a file without faults
     * @param mended the override behind the others that leaves no fault
     */
    String onlyFault(String least, List<String> broken, String mended) {
        with("x.yaml", least);
        List<String> faults = faults("x.yaml", broken.toArray(String[]::new));
        assertThat(faults).hasSize(1);
        List<String> all = new ArrayList<>(broken);
        all.add(mended);
        assertThat(faults("x.yaml", all.toArray(String[]::new))).isEmpty();
        return faults.get(0);
    }
}
