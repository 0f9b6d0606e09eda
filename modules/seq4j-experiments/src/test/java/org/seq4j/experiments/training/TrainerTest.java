package org.seq4j.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.LoadedConfig;
import org.seq4j.experiments.config.SplitConfig;
import org.seq4j.experiments.training.optimizer.Optimizer;
import org.seq4j.experiments.training.optimizer.Optimizers;

class TrainerTest {
    @TempDir
    private Path temp;

    @Test
    void learns() {
        TestExperiment experiment = TestExperiment.text(temp);
        TrainingResult result = experiment.train("run", "training.max_duration=150u", "training.validate_every=50u");
        assertThat(result.best()).isLessThan(1.2); // the entropy of the text is about 0.5, of its letters 2
    }

    @Test
    void validationChangesNothing() {
        TestExperiment experiment = TestExperiment.text(temp);
        experiment.train("often", "training.validate_every=1u", "logging.samples=1");
        experiment.train("once", "training.validate_every=1000u");
        assertThat(experiment.tensors("often")).isEqualTo(experiment.tensors("once"));
    }

    @Test
    void accumulationEqualsTheLargerBatch() {
        TestExperiment experiment = TestExperiment.lines(temp);
        String[] plain = {
            "backend.dtype=double",
            "model.dropout=0",
            "model.embedding_dropout=0",
            "data.batching.shuffle=false",
            "data.batching.bucket_width=1000",
            "training.optimizer.type=sgd",
            "training.max_duration=15u" // crosses the end of an epoch of 96 lines, 12 updates
        };
        experiment.train("large", with(plain, "data.batching.size=8"));
        experiment.train("small", with(plain, "training.grad_accumulation=2"));
        Map<String, List<Double>> large = experiment.tensors("large");
        experiment.tensors("small").forEach((name, values) -> {
            for (int i = 0; i < values.size(); i++) {
                assertThat(values.get(i)).as(name).isEqualTo(large.get(name).get(i), within(1e-12));
            }
        });
        assertThat(experiment.last("small").state().tokens())
                .isEqualTo(experiment.last("large").state().tokens());
    }

    private static String[] with(String[] some, String one) {
        List<String> all = new ArrayList<>(List.of(some));
        all.add(one);
        return all.toArray(String[]::new);
    }

    @Test
    void writesTheMetrics() throws IOException {
        TestExperiment experiment = TestExperiment.text(temp);
        experiment.train("run", "training.max_duration=2e", "training.validate_every=1e", "logging.every=4u");
        List<String> lines = experiment.metrics("run");
        assertThat(lines.get(0))
                .contains("\"kind\":\"train\"", "\"update\":4", "\"loss\":", "\"learning_rate\":0.01")
                .contains("\"gradient_norm\":", "\"tokens\":");
        List<String> validations =
                lines.stream().filter(l -> l.contains("\"validation\"")).toList();
        assertThat(validations).hasSize(2);
        assertThat(validations.get(1))
                .contains("\"epoch\":2.0", "\"split\":\"dev\"", "\"nats_per_token\":", "\"perplexity\":")
                .contains("\"bits_per_character\":", "\"token_accuracy\":", "\"best\":true");
    }

    @Test
    void stopsEarlyWhenNothingImproves() {
        TestExperiment experiment = TestExperiment.text(temp);
        TrainingResult result = experiment.train(
                "run",
                "training.optimizer.learning_rate=1e-12",
                "training.validate_every=2u",
                "+training.early_stopping.metric=token_accuracy",
                "+training.early_stopping.patience=3");
        assertThat(result.reason()).isEqualTo(TrainingResult.Reason.EARLY_STOPPING);
        assertThat(result.update()).isEqualTo(8);
        assertThat(result.bestUpdate()).isEqualTo(2);
        assertThat(experiment.resumeFor(100, "run").update()).isEqualTo(8);
    }

    @Test
    void appliesNothingOfAnUpdateThatIsNotFinite() {
        ExperimentConfig config = TestExperiment.text(temp).load("run").config();
        try (Task task = Tasks.of(config, Map.of())) {
            ComputationGraph graph = new ComputationGraph(task.model());
            graph.init();
            Optimizer optimizer = Optimizers.of(config.training().optimizer(), graph);
            INDArray poisoned = Nd4j.empty();
            INDArray[] after = {poisoned};
            List<Long> saved = new ArrayList<>();
            TrainingMonitor poison = new TrainingMonitor() {
                @Override
                public void updated(Position position, boolean logged) {
                    if (position.update() == 9) {
                        INDArray parameters = graph.params();
                        parameters.putScalar(parameters.length() - 1, Double.NaN); // a bias of the output
                        after[0] = parameters.dup();
                    }
                }
            };
            Trainer trainer = new Trainer(
                    task,
                    graph,
                    optimizer,
                    config,
                    TrainerState.start(),
                    saving(saved),
                    poison,
                    new SessionEnd(() -> false, null));
            NonFiniteException failure = catchThrowableOfType(NonFiniteException.class, trainer::run);
            assertThat(failure).hasMessage("At update 10 the loss is not a number.");
            assertThat(failure.update()).isEqualTo(10);
            assertThat(graph.params().toDoubleVector()).isEqualTo(after[0].toDoubleVector());
            assertThat(saved).containsExactly(7L);
        }
    }

    private static TrainingRecord saving(List<Long> updates) {
        return new TrainingRecord() {
            @Override
            public void log(Map<String, ?> line) {}

            @Override
            public long logLength() {
                return 0;
            }

            @Override
            public void checkpoint(TrainerState state, boolean best) {
                updates.add(state.update());
            }
        };
    }

    @Test
    void saysWhatToTryWhenItDiverges() {
        TestExperiment experiment = TestExperiment.text(temp);
        assertThatThrownBy(() -> experiment.train(
                        "run", "training.optimizer={type: sgd, learning_rate: 1e38}", "~training.clip_grad_norm"))
                .isInstanceOf(NonFiniteException.class)
                .hasMessageContaining("At update ")
                .hasMessageContaining("learning_rate is 1.0E38")
                .hasMessageContaining("clip the gradient")
                .hasMessageContaining("checkpoint");
    }

    @Test
    void trainsWithoutDevelopmentData() {
        TestExperiment experiment = TestExperiment.lines(temp);
        TrainingResult result = experiment.train("run", "data.split.dev=0");
        assertThat(result.best()).isNull();
        assertThat(experiment.last("run").state().update()).isEqualTo(24);
        // A data set of the catalogue may turn out to have none only after the experiment file is checked.
        ExperimentConfig c =
                experiment.load("plateau", "training.scheduler.type=plateau").config();
        DataConfig d = c.data();
        DataConfig data = new DataConfig(
                d.format(),
                d.header(),
                null,
                d.train(),
                null,
                null,
                new SplitConfig(0, 0),
                d.tokens(),
                d.sentences(),
                d.series(),
                d.source(),
                d.target(),
                d.jointVocabulary(),
                d.task(),
                d.elements(),
                d.generated(),
                d.batching());
        ExperimentConfig config = new ExperimentConfig(
                c.schema(),
                c.name(),
                c.seed(),
                c.runDir(),
                c.dataRoot(),
                c.backend(),
                data,
                c.model(),
                c.training(),
                c.generation(),
                c.decoding(),
                c.evaluation(),
                c.logging());
        assertThatThrownBy(() -> new Training().start(new LoadedConfig(config, "", ""), false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("plateau, which needs development data");
    }
}
