package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References to other keys and to the environment. */
class InterpolationTest {

    @TempDir
    private Path folder;

    @Test
    void takesOverValuesDefaultsAndVariables() {
        ConfigFiles files =
                new ConfigFiles(folder, Map.of("SEQ4J_DATA", "/sets", "USER", "ada", "EMPTY", "")).with("x.yaml", """
                schema: 1
                name: ${env:USER}-${model.cell}
                run_dir: out/${name}/${env:NOWHERE,none}/${env:EMPTY,empty}/$${name}
                data: {format: lines, train: "${data_root}/a.txt"}
                model: {type: language_model, embedding_dim: "${model.hidden_size}", tie_embeddings: true}
                training: {max_duration: 1e, validate_every: "${training.max_duration}"}
                """);
        ExperimentConfig config = files.load("x.yaml").config();
        assertThat(config.name()).isEqualTo("ada-lstm");
        assertThat(config.runDir()).isEqualTo("out/ada-lstm/none/empty/${name}");
        assertThat(config.data().train()).isEqualTo("/sets/a.txt");
        assertThat(((LanguageModelConfig) config.model()).embeddingDim()).isEqualTo(256);
        assertThat(config.training().validateEvery())
                .isEqualTo(config.training().maxDuration());

        String resolved = files.load("x.yaml").resolvedYaml();
        assertThat(resolved).contains("run_dir: \"out/ada-lstm/none/empty/$${name}\"");
        ConfigFiles elsewhere = new ConfigFiles(folder).with("resolved.yaml", resolved);
        assertThat(elsewhere.load("resolved.yaml").config()).isEqualTo(config);
    }

    @Test
    void reportsEachReferenceThatLeadsNowhere() {
        ConfigFiles files = new ConfigFiles(folder).with("x.yaml", """
                schema: 1
                name: a
                run_dir: ${env:SEQ4J_NOWHERE}
                data_root: ${nam}
                data: {format: lines, train: "${data", dev: "${data.test}/x", test: null}
                model: {type: language_model, hidden_size: "${model}", num_layers: "${1+1}"}
                training: {max_duration: "${name}"}
                """);
        assertThat(files.faults("x.yaml"))
                .containsExactly(
                        "x.yaml:3:10: run_dir: the environment variable SEQ4J_NOWHERE is not set; set it, or write"
                                + " ${env:SEQ4J_NOWHERE,default}",
                        "x.yaml:4:12: data_root: ${nam} names a key that has no value; did you mean ${name}?",
                        "x.yaml:5:30: data.train: the interpolation ${ is not closed by a }",
                        "x.yaml:5:45: data.dev: ${data.test} has no value",
                        "x.yaml:6:44: model.hidden_size: ${model} names a mapping; expected the key of one value",
                        "x.yaml:6:68: model.num_layers: expected ${key.path}, ${env:VAR} or ${env:VAR,default}, found"
                                + " ${1+1}",
                        "x.yaml:7:26: training.max_duration: expected a duration such as 40e (epochs), 500u or 100Ku"
                                + " (updates), 90s, 30m or 2h, found a");
    }

    @Test
    void takesTheDefaultOfTheVariantThatIsSelected() {
        String name = "name: ${model.encoder.bidirectional}";
        ConfigFiles files = new ConfigFiles(folder, Map.of("MODEL", "pointer_network"))
                .with("pairs.yaml", ConfigFiles.LEAST_PAIRS.replace("name: x", name))
                .with("points.yaml", ConfigFiles.LEAST_POINTING.replace("name: x", name))
                .with(
                        "variable.yaml",
                        ConfigFiles.LEAST_POINTING
                                .replace("name: x", name)
                                .replace("pointer_network", "\"${env:MODEL}\""))
                .with("lines.yaml", ConfigFiles.LEAST.replace("name: x", name));
        assertThat(files.load("pairs.yaml").config().name()).isEqualTo("true");
        assertThat(files.load("points.yaml").config().name()).isEqualTo("false");
        assertThat(files.load("variable.yaml").config().name()).isEqualTo("false");
        assertThat(files.faults("lines.yaml", "run_dir=x"))
                .containsExactly("lines.yaml:2:7: name: ${model.encoder.bidirectional} names a key that has no value");
    }

    @Test
    void aTypeMayNotDependOnItsOwnKeys() {
        ConfigFiles files = new ConfigFiles(folder).with("x.yaml", ConfigFiles.LEAST);
        assertThat(files.faults("x.yaml", "model.type=${model.encoder.bidirectional}"))
                .containsExactly("command line: model.type=${model.encoder.bidirectional}: expected one of "
                        + String.join(", ", ConfigReference.models()) + ", found true");
    }

    @Test
    void namesTheKeysOfACircle() {
        ConfigFiles files = new ConfigFiles(folder)
                .with("x.yaml", ConfigFiles.LEAST + "run_dir: a/${data_root}\ndata_root: b/${run_dir}\n");
        assertThat(files.faults("x.yaml"))
                .containsExactly(
                        "x.yaml:6:10: run_dir: the keys refer to each other in a circle: run_dir -> data_root -> run_dir",
                        "x.yaml:7:12: data_root: the keys refer to each other in a circle: data_root -> run_dir ->"
                                + " data_root");
    }

    @Test
    void aVariableIsReadAsItStands() {
        ConfigFiles files =
                new ConfigFiles(folder, Map.of("SIZE", "12", "TRAP", "${name}")).with("x.yaml", ConfigFiles.LEAST);
        ExperimentConfig config = files.load("x.yaml", "model.hidden_size=${env:SIZE}", "run_dir=r/${env:TRAP}")
                .config();
        assertThat(((LanguageModelConfig) config.model()).hiddenSize()).isEqualTo(12);
        assertThat(config.runDir()).isEqualTo("r/${name}");
    }
}
