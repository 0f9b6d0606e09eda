package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that build on others. */
class ExtendsTest {

    @TempDir
    private Path folder;

    @Test
    void mergesKeyByKeyAndTheLaterFileWins() {
        ConfigFiles files = files().with("base.yaml", """
                        schema: 1
                        name: base
                        data: {format: lines, train: a.txt, batching: {size: 8, shuffle: false}}
                        model: {type: language_model, hidden_size: 10}
                        training: {max_duration: 1e}
                        evaluation: {metrics: [perplexity, nats_per_token]}
                        """)
                .with("other.yml", "seed: 7\nmodel: {hidden_size: 20, cell: gru}\n")
                .with("x.yaml", """
                        extends: [base.yaml, other]
                        name: x
                        data: {batching: {size: 16}}
                        model: {cell: rnn}
                        evaluation: {metrics: [token_accuracy]}
                        """);
        ExperimentConfig config = files.load("x.yaml").config();
        assertThat(config.name()).isEqualTo("x");
        assertThat(config.seed()).isEqualTo(7);
        assertThat(config.data().batching().size()).isEqualTo(16);
        assertThat(config.data().batching().shuffle()).isFalse();
        LanguageModelConfig model = (LanguageModelConfig) config.model();
        assertThat(model.hiddenSize()).isEqualTo(20);
        assertThat(model.cell()).isEqualTo(Cell.RNN);
        assertThat(config.evaluation().metrics()).containsExactly(Metric.TOKEN_ACCURACY);
        assertThat(files.load("x.yaml").inputYaml()).startsWith("extends: [base.yaml, other]");
        assertThat(files.load("x.yaml").resolvedYaml()).doesNotContain("extends");
    }

    @Test
    void aFaultNamesTheFileThatItStandsIn() {
        ConfigFiles files = files().with("base.yaml", ConfigFiles.LEAST + "sead: 3\n")
                .with("x.yaml", "extends: base\nrun_dri: y\n");
        assertThat(files.faults("x.yaml"))
                .containsExactly(
                        "x.yaml:2:1: run_dri: unknown key; did you mean run_dir?",
                        "base.yaml:6:1: sead: unknown key; did you mean seed?");
    }

    @Test
    void looksBesideTheFileThenInTheConfigsFolderAround() {
        ConfigFiles files = files().with("configs/base.yaml", ConfigFiles.LEAST + "seed: 1\n")
                .with("configs/lm/x.yaml", "extends: base")
                .with("configs/lm/deep/y.yaml", "extends: lm/x")
                .with("configs/near/base.yaml", ConfigFiles.LEAST + "seed: 2\n")
                .with("configs/near/x.yaml", "extends: base");
        assertThat(files.load("configs/lm/x.yaml").config().seed()).isEqualTo(1);
        assertThat(files.load("configs/lm/deep/y.yaml").config().seed()).isEqualTo(1);
        assertThat(files.load("configs/near/x.yaml").config().seed()).isEqualTo(2);
    }

    @Test
    void anotherTypeReplacesTheWholeMapping() {
        ConfigFiles files = files().with(
                        "base.yaml",
                        ConfigFiles.LEAST.replace(
                                "max_duration: 1e", "max_duration: 1e, scheduler: {type: exponential, gamma: 0.5}"))
                .with("same.yaml", "extends: base\ntraining: {scheduler: {type: exponential}}")
                .with("x.yaml", "extends: base\ntraining: {scheduler: {type: cosine}}");
        assertThat(files.load("same.yaml").config().training().scheduler().gamma())
                .isEqualTo(0.5);
        assertThat(files.load("x.yaml").config().training().scheduler().type()).isEqualTo(SchedulerConfig.Type.COSINE);
    }

    @Test
    void nullTakesAnInheritedOptionalValueAway() {
        ConfigFiles files = files().with(
                        "base.yaml",
                        ConfigFiles.LEAST.replace("max_duration: 1e", "max_duration: 1e, clip_grad_norm: 1"))
                .with("x.yaml", "extends: base\ntraining: {clip_grad_norm: null}");
        assertThat(files.load("base.yaml").config().training().clipGradNorm()).isEqualTo(1.0);
        assertThat(files.load("x.yaml").config().training().clipGradNorm()).isNull();
    }

    @Test
    void namesTheFilesOfACircle() {
        ConfigFiles files = files().with("a.yaml", "extends: b")
                .with("b.yaml", "extends: c")
                .with("c.yaml", "extends: a");
        assertThat(files.faults("a.yaml"))
                .containsExactly(
                        "c.yaml:1:10: extends: the files extend each other in a circle: a.yaml -> b.yaml -> c.yaml"
                                + " -> a.yaml");
        assertThat(files.with("self.yaml", "extends: self").faults("self.yaml"))
                .containsExactly(
                        "self.yaml:1:10: extends: the files extend each other in a circle: self.yaml -> self.yaml");
    }

    @Test
    void aFileMayBeReachedTwice() {
        ConfigFiles files = files().with("base.yaml", ConfigFiles.LEAST)
                .with("left.yaml", "extends: base\nseed: 1")
                .with("right.yaml", "extends: base\nname: right")
                .with("x.yaml", "extends: [left, right]");
        assertThat(files.load("x.yaml").config().name()).isEqualTo("right");
    }

    @Test
    void namesTheNearestFile() {
        ConfigFiles files =
                files().with("configs/base.yaml", ConfigFiles.LEAST).with("configs/x.yaml", "extends: bsae");
        assertThat(files.faults("configs/x.yaml"))
                .singleElement()
                .asString()
                .startsWith("configs/x.yaml:1:10: extends: no file bsae.yaml in ")
                .endsWith("; did you mean base?");
        assertThat(files.with("y.yaml", "extends: {a: b}").faults("y.yaml"))
                .containsExactly(
                        "y.yaml:1:10: extends: expected the name of a file, or a list of them, found a mapping");
    }

    @Test
    void theBackendMayBeNamed() {
        ConfigFiles files = files().with("configs/backends/small.yaml", "threads: 1\nkernel: portable\n")
                .with("configs/x.yaml", ConfigFiles.LEAST + "backend: small\n")
                .with("configs/y.yaml", "extends: x\nbackend: {dtype: double}");
        assertThat(files.load("configs/x.yaml").config().backend())
                .returns(1, backend -> backend.threads().openmp())
                .returns(BackendConfig.Kernel.PORTABLE, BackendConfig::kernel)
                .returns(BackendConfig.FloatType.FLOAT, BackendConfig::dtype);
        assertThat(files.load("configs/y.yaml", "backend.threads=3").config().backend())
                .returns(3, backend -> backend.threads().openmp())
                .returns(BackendConfig.Kernel.PORTABLE, BackendConfig::kernel)
                .returns(BackendConfig.FloatType.DOUBLE, BackendConfig::dtype);
        assertThat(files.faults("configs/x.yaml", "backend=smal"))
                .singleElement()
                .asString()
                .startsWith("command line: backend=smal: no file smal.yaml in ")
                .endsWith("; did you mean small?");
    }

    @Test
    void aFaultOfTheBackendFileStandsThere() {
        ConfigFiles files = files().with("configs/backends/bad.yaml", "engine: gpu\ncores: 1\n")
                .with("configs/x.yaml", ConfigFiles.LEAST + "backend: bad\n");
        assertThat(files.faults("configs/x.yaml"))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .endsWith("backends/bad.yaml:1:9: backend.engine: expected one of cpu, cuda, found gpu;"
                                        + " did you mean cpu?"),
                        fault -> assertThat(fault)
                                .endsWith("backends/bad.yaml:2:1: backend.cores: unknown key; expected one of engine,"
                                        + " blas, devices, threads, memory, kernel, dtype, deterministic"));
    }

    private ConfigFiles files() {
        return new ConfigFiles(folder);
    }
}
