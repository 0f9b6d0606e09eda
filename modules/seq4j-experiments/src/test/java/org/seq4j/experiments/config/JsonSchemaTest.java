package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema for editors and the loader agree on names, types, bounds and conditions. */
class JsonSchemaTest {

    private static Schema schema;

    @TempDir
    private Path folder;

    @BeforeAll
    static void readSchema() {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(ConfigReference.jsonSchema(), InputFormat.JSON);
    }

    static List<Path> files() throws Exception {
        return ShippedConfigsTest.experiments();
    }

    @ParameterizedTest
    @MethodSource("files")
    void acceptsWhatIsShipped(Path file) throws Exception {
        assertThat(schema.validate(Files.readString(file), InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void acceptsResolvedFiles(Path file) throws Exception {
        String resolved = ConfigLoader.load(file, List.of()).resolvedYaml();
        assertThat(schema.validate(resolved, InputFormat.YAML)).isEmpty();
    }

    @Test
    void acceptsTheReferences() {
        for (String model : ConfigReference.models()) {
            assertThat(schema.validate(ConfigReference.yaml(model), InputFormat.YAML))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seed: 3",
                "seed: \"${env:SEED,3}\"",
                "backend: {threads: 2, kernel: portable}",
                "generation: {top_p: 1, temperature: 0}",
                "generation:",
                "evaluation: {metrics: [perplexity]}",
                "logging: {every: 3Ku}",
                "run_dir: 2024",
            })
    void bothAccept(String line) {
        assertThat(schema.validate(ConfigFiles.LEAST + line + "\n", InputFormat.YAML))
                .isEmpty();
        assertThat(loaderFaults(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sead: 3",
                "seed: -1",
                "seed: 1.5",
                "seed: '3'",
                "backend: {threads: 0}",
                "backend: {kernel: fast}",
                "backend: {core: 1}",
                "backend: [cpu]",
                "generation: {top_p: 0}",
                "generation: {top_p: 1.1}",
                "generation: {top_k: 5000000000}",
                "generation: 5",
                "evaluation: {metrics: []}",
                "evaluation: {metrics: [perplexity, perplexity]}",
                "evaluation: {metrics: [blue]}",
                "decoding: {beam_size: 5}",
                "training: {max_duration: 1e, scheduled_sampling: linear}",
                "evaluation: {metrics: perplexity}",
                "logging: {every: 3}",
                "logging: {every: 0u}",
                "run_dir: ''",
                "run_dir: [a]",
            })
    void bothReject(String line) {
        assertThat(schema.validate(ConfigFiles.LEAST + line + "\n", InputFormat.YAML))
                .isNotEmpty();
        assertThat(loaderFaults(line)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema: 1",
                "name: x",
                "data: {format: lines, train: a.txt}",
                "model: {type: language_model}",
                "training: {max_duration: 1e}",
                "format: lines, ",
                "type: language_model",
                "max_duration: 1e",
            })
    void bothAskForWhatIsRequired(String left) {
        String text = ConfigFiles.LEAST.replace(left, "");
        assertThat(schema.validate(text, InputFormat.YAML)).isNotEmpty();
        assertThat(new ConfigFiles(folder).with("x.yaml", text).faults("x.yaml"))
                .isNotEmpty();
    }

    @Test
    void nothingIsRequiredOfAFileThatExtends() {
        assertThat(schema.validate("extends: lm/base\n", InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decoding: {beam_size: 5, length_penalty: average, coverage_penalty: {type: wu, beta: 0.1}}",
                "decoding: {length_penalty: \"${decoding.coverage_penalty.type}\"}",
                "evaluation: {metrics: [bleu, sequence_accuracy], bleu_tokenize: 13a}",
                "logging: {attention_plots: 2}",
            })
    void bothAcceptOfPairs(String line) {
        assertThat(schema.validate(ConfigFiles.LEAST_PAIRS + line + "\n", InputFormat.YAML))
                .isEmpty();
        assertThat(pairFaults(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decoding: {beam_size: 0}",
                "decoding: {length_penalty: mean}",
                "decoding: {length_penalty: {type: average, alpha: 1}}",
                "decoding: {length_penalty: [wu]}",
                "evaluation: {bleu_tokenize: 14a}",
                "generation: {temperature: 1}",
            })
    void bothRejectOfPairs(String line) {
        assertThat(schema.validate(ConfigFiles.LEAST_PAIRS + line + "\n", InputFormat.YAML))
                .isNotEmpty();
        assertThat(pairFaults(line)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "encoder: {bidirectional: true, reverse: true}",
                "attention: {coverage: false, coverage_loss: 2}",
            })
    void bothKnowConditionsOfTruthValues(String line) {
        String broken = ConfigFiles.LEAST_PAIRS.replace("type: seq2seq", "type: seq2seq, " + line);
        assertThat(schema.validate(broken, InputFormat.YAML)).isNotEmpty();
        assertThat(new ConfigFiles(folder).with("x.yaml", broken).faults("x.yaml"))
                .hasSize(1);
        String mended = broken.replace("bidirectional: true", "bidirectional: false")
                .replace("coverage: false", "coverage: true");
        assertThat(schema.validate(mended, InputFormat.YAML)).isEmpty();
        assertThat(new ConfigFiles(folder).with("x.yaml", mended).faults("x.yaml"))
                .isEmpty();
    }

    private List<String> pairFaults(String line) {
        return new ConfigFiles(folder)
                .with("x.yaml", ConfigFiles.LEAST_PAIRS + line + "\n")
                .faults("x.yaml");
    }

    @Test
    void conditionsAreKnownToBoth() {
        for (String change :
                List.of("format: lines, batching: {window: 5}", "format: text, tokens: {leading_tag: true}")) {
            String text = ConfigFiles.LEAST.replace("format: lines", change);
            assertThat(schema.validate(text, InputFormat.YAML)).isNotEmpty();
            assertThat(new ConfigFiles(folder).with("x.yaml", text).faults("x.yaml"))
                    .hasSize(1);
        }
    }

    private List<String> loaderFaults(String line) {
        return new ConfigFiles(folder)
                .with("x.yaml", ConfigFiles.LEAST + line + "\n")
                .faults("x.yaml");
    }
}
