package org.seq4j.experiments.evaluation.pointing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.experiments.config.DataConfig.Task;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.metric.CorpusScore;

class PositionScoresTest {
    private static final float[] SQUARE = {0, 0, 1, 0, 1, 1, 0, 1};

    @Test
    void aPolygonIsRightWhereverItBegins() {
        Map<Metric, CorpusScore> scores = scores(
                Task.CONVEX_HULL,
                new int[] {1, 2, 3, 4, 1},
                List.of(new int[] {3, 2, 1, 4, 3}, new int[] {1, 2, 3, 1}, new int[] {1, 3, 2, 4, 1}, new int[] {2}),
                Metric.POLYGON_ACCURACY,
                Metric.AREA_COVERAGE,
                Metric.VALID_RATE,
                Metric.SEQUENCE_ACCURACY);
        assertThat(value(scores, Metric.POLYGON_ACCURACY)).isEqualTo(25);
        assertThat(value(scores, Metric.AREA_COVERAGE)).isEqualTo(75); // the square and its half
        assertThat(value(scores, Metric.VALID_RATE)).isEqualTo(50);
        assertThat(value(scores, Metric.SEQUENCE_ACCURACY)).isZero();
        assertThat(scores.get(Metric.AREA_COVERAGE)).asString().contains("over:simple", "(simple = 2 of 4)");
    }

    @Test
    void aRatioOfNothingIsNoScore() {
        Map<Metric, CorpusScore> scores = scores(
                Task.TSP,
                new int[] {1, 2, 3, 4, 1},
                List.of(new int[] {1, 2, 1}),
                Metric.TOUR_RATIO,
                Metric.VALID_RATE);
        assertThat(scores).containsOnlyKeys(Metric.VALID_RATE);
        assertThat(value(scores, Metric.VALID_RATE)).isZero();
    }

    @Test
    void toursHaveTheirWayHome() {
        Map<Metric, CorpusScore> scores = scores(
                Task.TSP,
                new int[] {1, 2, 3, 4, 1},
                List.of(new int[] {1, 2, 3, 4, 1}, new int[] {1, 3, 2, 4, 1}, new int[] {1, 2, 3, 4}),
                Metric.TOUR_LENGTH,
                Metric.TOUR_RATIO,
                Metric.VALID_RATE);
        double crossed = 2 + 2 * Math.sqrt(2);
        assertThat(value(scores, Metric.TOUR_LENGTH)).isEqualTo((4 + crossed) / 2, within(1e-9));
        assertThat(value(scores, Metric.TOUR_RATIO)).isEqualTo((4 + crossed) / 8, within(1e-9));
        assertThat(value(scores, Metric.VALID_RATE)).isEqualTo(200.0 / 3, within(1e-9));
    }

    @Test
    void triangulationsHaveNoOrder() {
        Map<Metric, CorpusScore> scores = scores(
                Task.DELAUNAY,
                new int[] {1, 2, 3, 1, 3, 4},
                List.of(new int[] {1, 3, 4, 2, 3, 1}, new int[] {1, 2, 3, 1, 2, 4}, new int[] {1, 2}),
                Metric.TRIANGULATION_ACCURACY,
                Metric.TRIANGLE_COVERAGE,
                Metric.VALID_RATE);
        assertThat(value(scores, Metric.TRIANGULATION_ACCURACY)).isEqualTo(100.0 / 3, within(1e-9));
        assertThat(value(scores, Metric.TRIANGLE_COVERAGE)).isEqualTo(50, within(1e-9));
        assertThat(value(scores, Metric.VALID_RATE)).isEqualTo(200.0 / 3, within(1e-9));
    }

    @Test
    void ordersAreRightOrWrong() {
        Map<Metric, CorpusScore> scores = scores(
                Task.SORT,
                new int[] {4, 2, 1, 3},
                List.of(new int[] {4, 2, 1, 3}, new int[] {4, 2, 3, 1}, new int[] {4, 4, 1, 3}),
                Metric.SEQUENCE_ACCURACY,
                Metric.SEQUENCE_ERROR_RATE,
                Metric.VALID_RATE,
                Metric.NATS_PER_TOKEN);
        assertThat(scores).hasSize(3); // not that of the probabilities
        assertThat(value(scores, Metric.SEQUENCE_ACCURACY)).isEqualTo(1 / 3.0, within(1e-9));
        assertThat(value(scores, Metric.SEQUENCE_ERROR_RATE)).isEqualTo(200 / 3.0, within(1e-9));
        assertThat(value(scores, Metric.VALID_RATE)).isEqualTo(200 / 3.0, within(1e-9));
    }

    private static double value(Map<Metric, CorpusScore> scores, Metric metric) {
        CorpusScore score = scores.get(metric);
        assertThat(score).as(metric.key()).isNotNull();
        return score == null ? Double.NaN : score.value();
    }

    /** One example with several outputs. */
    private static Map<Metric, CorpusScore> scores(Task task, int[] target, List<int[]> outputs, Metric... metrics) {
        PointingExample example = task == Task.SORT
                ? new PointingExample(new float[] {3, 2, 4, 1}, 1, target)
                : new PointingExample(SQUARE, 2, target);
        List<PointingExample> examples = outputs.stream().map(output -> example).toList();
        return new PositionScores(examples, outputs, task).scores(List.of(metrics));
    }
}
