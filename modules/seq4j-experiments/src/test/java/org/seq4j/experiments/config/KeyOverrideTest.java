package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes from the command line, and lists of values that make several runs. */
class KeyOverrideTest {

    @TempDir
    private Path folder;

    private ConfigFiles files = new ConfigFiles(Path.of(""));

    @BeforeEach
    void write() {
        files = new ConfigFiles(folder).with("x.yaml", ConfigFiles.LEAST + "seed: 1\n");
    }

    @Test
    void setsAddsAndDeletes() {
        ExperimentConfig config = files.load(
                        "x.yaml",
                        "~seed",
                        "+generation.top_k=5",
                        "model.hidden_size=64",
                        "model.hidden_size=32",
                        "evaluation.metrics=[perplexity,token_accuracy]",
                        "training.optimizer={type: sgd, momentum: 0.9}",
                        "data.train='a, \"b\"'")
                .config();
        assertThat(config.seed()).isEqualTo(42);
        assertThat(config.generation().topK()).isEqualTo(5);
        assertThat(((LanguageModelConfig) config.model()).hiddenSize()).isEqualTo(32);
        assertThat(config.evaluation().metrics()).containsExactly(Metric.PERPLEXITY, Metric.TOKEN_ACCURACY);
        assertThat(config.training().optimizer().momentum()).isEqualTo(0.9);
        assertThat(config.data().train()).isEqualTo("a, \"b\"");
    }

    @Test
    void reportsEachOverrideThatCannotBeApplied() {
        assertThat(files.faults(
                        "x.yaml", "+seed=3", "~generation.top_k", "~run_dir", "name.first=a", "model.hiden_size=3"))
                .containsExactly(
                        "command line: +seed=3: the key is set already, at x.yaml:6:1; without the + the value is replaced",
                        "command line: ~generation.top_k: the key is not in the file, so it cannot be deleted",
                        "command line: ~run_dir: the key is not in the file, so it cannot be deleted",
                        "command line: name.first=a: name is not a section, it holds x (x.yaml:2:7)",
                        "command line: model.hiden_size=3: unknown key; did you mean hidden_size?");
    }

    @Test
    void reportsEveryOverrideThatCannotBeRead() {
        assertThat(files.faults("x.yaml", "seed", "Seed=3", "seed=[1", "model..x=1"))
                .containsExactly(
                        "command line: seed: expected key.path=value, +key.path=value or ~key.path, as in"
                                + " model.hidden_size=512",
                        "command line: Seed=3: expected key.path=value, +key.path=value or ~key.path, as in"
                                + " model.hidden_size=512",
                        "command line: seed=[1: not readable as YAML: while parsing a flow sequence, expected ',' or"
                                + " ']', but got <stream end>",
                        "command line: model..x=1: expected key.path=value, +key.path=value or ~key.path, as in"
                                + " model.hidden_size=512");
    }

    @Test
    void listsMakeOneRunForEachCombination() {
        List<LoadedConfig> runs =
                files.sweep("x.yaml", "model.cell=gru, lstm", "training.clip_grad_norm=1,null", "seed=3");
        assertThat(runs)
                .extracting(run -> run.config().name())
                .containsExactly(
                        "x-cell_gru-clip_grad_norm_1",
                        "x-cell_gru-clip_grad_norm_null",
                        "x-cell_lstm-clip_grad_norm_1",
                        "x-cell_lstm-clip_grad_norm_null");
        assertThat(runs.get(3).config())
                .returns("runs/x-cell_lstm-clip_grad_norm_null", ExperimentConfig::runDir)
                .returns(3L, ExperimentConfig::seed);
        assertThat(runs.get(2).config().training().clipGradNorm()).isEqualTo(1.0);
        assertThat(runs.get(3).config().training().clipGradNorm()).isNull();
        assertThat(runs.get(1).resolvedYaml()).contains("cell: gru\n");
    }

    @Test
    void withoutListsThereIsOneRunUnderItsOwnName() {
        assertThat(files.sweep("x.yaml", "seed=3"))
                .extracting(run -> run.config().name())
                .containsExactly("x");
    }

    @Test
    void aListIsRefusedWhereOneRunIsWanted() {
        assertThat(files.faults("x.yaml", "model.cell=gru,lstm"))
                .containsExactly(
                        "command line: model.cell=gru,lstm: expected one value, found a list of 2; for text with"
                                + " commas write '\"...\"', for a list [...]");
    }

    @Test
    void runsNeedFoldersOfTheirOwn() {
        assertThatThrownBy(() -> files.sweep("x.yaml", "model.cell=gru,lstm", "run_dir=runs/same"))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith("run_dir: the runs x-cell_gru and x-cell_lstm would share the folder runs/same;"
                        + " expected ${name} in it");
        assertThatThrownBy(
                        () -> files.sweep("x.yaml", "seed=1" + ",2".repeat(50), "model.num_layers=1" + ",2".repeat(50)))
                .hasMessageEndingWith("more than 1000 runs; list fewer values");
    }
}
