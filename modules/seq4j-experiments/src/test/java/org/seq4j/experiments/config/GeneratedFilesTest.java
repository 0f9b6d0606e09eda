package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed reference, table and schema are those of the records; docs/configuration.md says how to renew them. */
class GeneratedFilesTest {

    @ParameterizedTest
    @MethodSource("models")
    void referenceIsCurrent(String model) throws Exception {
        assertCurrent("configs/reference/" + model + ".yaml", ConfigReference.yaml(model));
    }

    static List<String> models() {
        return ConfigReference.models();
    }

    @Test
    void tableOfKeysIsCurrent() throws Exception {
        assertCurrent("docs/configuration-keys.md", ConfigReference.markdown());
    }

    @Test
    void schemaIsCurrent() throws Exception {
        assertCurrent("docs/schema/experiment.schema.json", ConfigReference.jsonSchema());
    }

    /** The reference lacks what must be given, and nothing else is wrong with it; its values are the defaults. */
    @ParameterizedTest
    @MethodSource("models")
    void referenceHoldsTheDefaults(String model, @TempDir Path folder) {
        Map<String, String> least = Map.of(
                "language_model",
                ConfigFiles.LEAST,
                "seq2seq",
                ConfigFiles.LEAST_PAIRS,
                "pointer_network",
                ConfigFiles.LEAST_POINTING,
                "classifier",
                ConfigFiles.LEAST_CLASSES,
                "tagger",
                ConfigFiles.LEAST_TAGS,
                "regressor",
                ConfigFiles.LEAST_SERIES);
        Map<String, String> formats = Map.of(
                "language_model",
                "lines",
                "seq2seq",
                "tsv",
                "pointer_network",
                "points",
                "classifier",
                "lines",
                "tagger",
                "conll",
                "regressor",
                "jsonl");
        String[] required = {
            "schema=1", "name=x", "data.format=" + formats.get(model), "data.train=a.txt", "training.max_duration=1e",
        };
        ConfigFiles files = new ConfigFiles(folder)
                .with("reference.yaml", ConfigReference.yaml(model))
                .with("least.yaml", Objects.requireNonNull(least.get(model)));
        assertThat(files.faults("reference.yaml")).hasSize(required.length);
        assertThat(files.load("reference.yaml", required).config())
                .isEqualTo(files.load("least.yaml").config());
    }

    @Test
    void everyKeyIsInTheReferenceAndInTheTable() {
        String references = models().stream().map(ConfigReference::yaml).collect(Collectors.joining());
        for (SchemaKey key : Schema.experiment().all()) {
            assertThat(references).containsPattern("(?m)^[ #]*" + key.name() + ":");
            assertThat(ConfigReference.markdown()).contains("| `" + key.path() + "` |");
        }
    }

    @Test
    void everyConditionCanBeBrokenAndKept() {
        Schema schema = Schema.experiment();
        for (SchemaKey key : schema.all()) {
            for (SchemaKey.Condition condition : key.conditions()) {
                assertThat(schema.names(condition.path()))
                        .as(key.path())
                        .containsAll(condition.values())
                        .hasSizeGreaterThan(condition.values().size());
            }
        }
    }

    @Test
    void everyDefaultKeepsItsOwnBounds() {
        for (SchemaKey key : Schema.experiment().all()) {
            if (key.hasDefault() && !key.isList() && !key.key().defaultValue().contains("${")) {
                Faults faults = new Faults();
                Tree.Scalar value =
                        (Tree.Scalar) YamlReader.readDefault(key.key().defaultValue(), key.path());
                assertThat(Values.parse(key, key.type(), value, key.path(), faults))
                        .as(key.path())
                        .isNotNull();
            }
        }
    }

    private static void assertCurrent(String file, String expected) throws Exception {
        List<String> committed = Files.readAllLines(ShippedConfigsTest.ROOT.resolve(file));
        assertThat(committed)
                .as(file + " is out of date; docs/configuration.md, \"Adding a key\", says how to renew it")
                .isEqualTo(expected.lines().toList());
    }
}
