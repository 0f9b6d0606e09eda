package org.seq4j.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seq4j.experiments.run.RunFolder;

/** {@code logging.gradient_flow}: what it writes, and that the training does not notice. */
class GradientFlowProbeTest {
    @TempDir
    private Path temp;

    static Stream<Arguments> experiments() {
        return Stream.of(
                of(TestExperiment::lines, "rnn0"),
                of(TestExperiment::pairs, "encoder0", "encoder0 (reverse)"),
                of(TestExperiment::pointing, "encoder0", "encoder1", "decoder0"),
                of(TestExperiment::series, "encoder0", "encoder1"),
                of(TestExperiment::slots, "encoder0"),
                of(TestExperiment::classes, "encoder0", "encoder0 (reverse)"));
    }

    private static Arguments of(Function<Path, TestExperiment> experiment, String... layers) {
        return Arguments.of(experiment, List.of(layers));
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void measuresTheLayersOfEachKindOfModel(Function<Path, TestExperiment> kind, List<String> layers) {
        TestExperiment experiment = kind.apply(temp);
        experiment.train("run", "training.max_duration=4u", "logging.gradient_flow=2u");
        List<Map<String, Object>> flows = flows(experiment.run("run"));
        assertThat(flows).extracting(line -> line.get("update")).containsExactly(2, 4);
        for (Map<String, Object> line : flows) {
            Map<?, ?> found = (Map<?, ?>) line.get("layers");
            assertThat(found.keySet()).isEqualTo(Set.copyOf(layers));
            assertThat(found.values()).allSatisfy(norms -> {
                List<?> curve = (List<?>) norms;
                assertThat(curve).isNotEmpty();
                assertThat(((Number) curve.get(0)).doubleValue()).isPositive();
            });
        }
        assertThat(experiment.run("run").resolve("report.html"))
                .content()
                .contains("<h2>Gradient flow</h2>", "|dL/dh| in " + layers.get(0), "update 2", "update 4");
    }

    @Test
    void aSentenceMayEndInALabelThatCouldNotBeginOne() {
        TestExperiment experiment = TestExperiment.slots(temp); // of which half end in I-city
        experiment.train(
                "run",
                "training.max_duration=2u",
                "logging.gradient_flow=1u",
                "data.batching={size: 64, bucket_width: 8}");
        assertThat(flows(experiment.run("run"))).hasSize(2);
    }

    private static List<Map<String, Object>> flows(Path run) {
        return RunFolder.open(run).logged().stream()
                .filter(line -> "gradient_flow".equals(line.get("kind")))
                .toList();
    }

    @Test
    void leavesTheTrainingAlone() throws IOException {
        TestExperiment experiment = TestExperiment.text(temp); // dropout, and states carried from batch to batch
        experiment.train("without", "training.max_duration=9u");
        experiment.train("with", "training.max_duration=9u", "logging.gradient_flow=1u");
        assertThat(flows(experiment.run("with"))).hasSize(9);
        assertThat(experiment.tensors("with")).isEqualTo(experiment.tensors("without"));
        assertThat(experiment.metrics("with").stream().filter(line -> !line.contains("gradient_flow")))
                .isEqualTo(experiment.metrics("without"));
    }
}
