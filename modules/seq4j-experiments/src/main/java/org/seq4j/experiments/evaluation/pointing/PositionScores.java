package org.seq4j.experiments.evaluation.pointing;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.data.pointing.metric.OrderScores;
import org.seq4j.data.pointing.metric.PolygonScores;
import org.seq4j.data.pointing.metric.TourScores;
import org.seq4j.data.pointing.metric.TriangulationScores;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.metric.CorpusScore;

/**
 * The metrics of positions (Vinyals et al. 2015, section 4). A metric over the valid outputs alone has no score where none
 * is valid.
 */
final class PositionScores {
    private final List<PointingExample> examples;
    private final List<int[]> outputs;
    private final DataConfig.Task task;

    /**
     * @param examples N examples with their targets, at least one
     * @param outputs N outputs
     * @param task what the positions mean
     */
    PositionScores(List<PointingExample> examples, List<int[]> outputs, DataConfig.Task task) {
        if (examples.isEmpty() || examples.size() != outputs.size()) {
            throw new IllegalArgumentException("Expected as many outputs as examples, at least one, found "
                    + outputs.size() + " and " + examples.size() + '.');
        }
        this.examples = examples;
        this.outputs = outputs;
        this.task = task;
    }

    /** The scores of the metrics that look at outputs, without those that have no value. */
    Map<Metric, CorpusScore> scores(Collection<Metric> metrics) {
        Map<Metric, CorpusScore> scores = new EnumMap<>(Metric.class);
        for (Metric metric : metrics) {
            CorpusScore score = metric.isDecoding() ? score(metric) : null;
            if (score != null && Double.isFinite(score.value())) {
                scores.put(metric, score);
            }
        }
        return scores;
    }

    /** Whether an output is as right as the task's own accuracy asks. */
    static boolean isRight(DataConfig.Task task, PointingExample example, int[] output) {
        return switch (task) {
            case CONVEX_HULL -> PolygonScores.exact(example, output);
            case DELAUNAY -> TriangulationScores.exact(example, output);
            case SORT -> OrderScores.exact(example, output);
            case TSP, POINTING -> Arrays.equals(example.target(), output);
        };
    }

    private static boolean isValid(DataConfig.Task task, PointingExample example, int[] output) {
        return switch (task) {
            case CONVEX_HULL -> PolygonScores.valid(example, output);
            case DELAUNAY -> TriangulationScores.valid(example, output);
            case SORT -> OrderScores.valid(example, output);
            case TSP -> TourScores.valid(example, output);
            case POINTING -> throw new IllegalArgumentException("The task does not say what is valid.");
        };
    }

    private CorpusScore score(Metric metric) {
        int all = outputs.size();
        return switch (metric) {
            case SEQUENCE_ACCURACY -> {
                int right = count(PositionScores::isSame);
                yield new CorpusScore("accuracy", (double) right / all, "unit:sequence", of("right", right));
            }
            case SEQUENCE_ERROR_RATE -> percent("SER", all - count(PositionScores::isSame), "unit:sequence", "wrong");
            case VALID_RATE -> {
                int valid = count((example, output) -> isValid(task, example, output));
                yield percent("valid", valid, "task:" + task.name().toLowerCase(Locale.ROOT), "valid");
            }
            case POLYGON_ACCURACY ->
                percent("accuracy", count(PolygonScores::exact), "unit:polygon|start:any|direction:any", "right");
            case TRIANGULATION_ACCURACY ->
                percent("accuracy", count(TriangulationScores::exact), "unit:triangulation|order:any", "right");
            case AREA_COVERAGE ->
                new CorpusScore(
                        "coverage",
                        100 * PolygonScores.of(examples, outputs).areaCoverage(),
                        "of:area|over:simple",
                        of("simple", count(PolygonScores::valid)));
            case TRIANGLE_COVERAGE ->
                new CorpusScore(
                        "coverage",
                        100 * TriangulationScores.of(examples, outputs).triangleCoverage(),
                        "of:triangles|mean:examples",
                        "");
            case TOUR_LENGTH -> tours("length", TourScores.of(examples, outputs).length());
            case TOUR_RATIO -> tours("ratio", TourScores.of(examples, outputs).ratio());
            default -> throw new IllegalArgumentException(metric.key() + " is no metric of positions.");
        };
    }

    private CorpusScore tours(String name, double value) {
        return new CorpusScore(name, value, "over:tours|closing:yes", of("tours", count(TourScores::valid)));
    }

    /** Something that an output is or is not. */
    @FunctionalInterface
    private interface Verdict {
        boolean of(PointingExample example, int[] output);
    }

    private static boolean isSame(PointingExample example, int[] output) {
        return Arrays.equals(example.target(), output);
    }

    private int count(Verdict verdict) {
        return (int) IntStream.range(0, outputs.size())
                .filter(i -> verdict.of(examples.get(i), outputs.get(i)))
                .count();
    }

    private CorpusScore percent(String name, int count, String signature, String what) {
        return new CorpusScore(name, 100.0 * count / outputs.size(), signature, of(what, count));
    }

    private String of(String what, int count) {
        return "(" + what + " = " + count + " of " + outputs.size() + ")";
    }
}
