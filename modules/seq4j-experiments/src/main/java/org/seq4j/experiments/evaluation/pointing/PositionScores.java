package org.seq4j.experiments.evaluation.pointing;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.data.pointing.geometry.Points;
import org.seq4j.data.pointing.geometry.Polygon;
import org.seq4j.data.pointing.geometry.Tour;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.metric.CorpusScore;

/**
 * The metrics of positions (Vinyals et al. 2015, section 4). A metric over the valid outputs alone has no value where none
 * is valid.
 */
public final class PositionScores {
    private final List<PointingExample> examples;
    private final List<int[]> outputs;
    private final DataConfig.Task task;

    /**
     * @param examples N examples with their targets
     * @param outputs N outputs
     * @param task what the positions mean
     */
    public PositionScores(List<PointingExample> examples, List<int[]> outputs, DataConfig.Task task) {
        if (examples.isEmpty() || examples.size() != outputs.size()) {
            throw new IllegalArgumentException("Expected as many outputs as examples, at least one, found "
                    + outputs.size() + " and " + examples.size() + '.');
        }
        this.examples = examples;
        this.outputs = outputs;
        this.task = task;
    }

    /** The scores of the metrics that look at outputs. */
    public Map<Metric, CorpusScore> scores(Collection<Metric> metrics) {
        Map<Metric, CorpusScore> scores = new EnumMap<>(Metric.class);
        for (Metric metric : metrics) {
            CorpusScore score = metric.isDecoding() ? score(metric) : null;
            if (score != null) {
                scores.put(metric, score);
            }
        }
        return scores;
    }

    /** Whether an output is as right as the task's own accuracy asks. */
    static boolean isRight(DataConfig.Task task, PointingExample example, int[] output) {
        return switch (task) {
            case CONVEX_HULL -> isPolygon(example, output);
            case DELAUNAY -> isTriangulation(example, output);
            case TSP, SORT, POINTING -> Arrays.equals(example.target(), output);
        };
    }

    private @Nullable CorpusScore score(Metric metric) {
        return switch (metric) {
            case SEQUENCE_ACCURACY -> {
                int right = count((example, output) -> Arrays.equals(example.target(), output));
                yield new CorpusScore("accuracy", (double) right / outputs.size(), "unit:sequence", of("right", right));
            }
            case SEQUENCE_ERROR_RATE -> {
                int wrong = count((example, output) -> !Arrays.equals(example.target(), output));
                yield percent("SER", wrong, "unit:sequence", "wrong");
            }
            case VALID_RATE -> percent("valid", count(this::isValid), "task:" + key(), "valid");
            case POLYGON_ACCURACY ->
                percent("accuracy", count(PositionScores::isPolygon), "unit:polygon|start:any|direction:any", "right");
            case TRIANGULATION_ACCURACY ->
                percent("accuracy", count(PositionScores::isTriangulation), "unit:triangulation|order:any", "right");
            case AREA_COVERAGE -> areaCoverage();
            case TRIANGLE_COVERAGE -> triangleCoverage();
            case TOUR_LENGTH, TOUR_RATIO -> tours(metric);
            default -> throw new IllegalArgumentException(metric.key() + " is no metric of positions.");
        };
    }

    private String key() {
        return task.name().toLowerCase(Locale.ROOT);
    }

    /** Something that an output is or is not. */
    @FunctionalInterface
    private interface Verdict {
        boolean of(PointingExample example, int[] output);
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

    private boolean isValid(PointingExample example, int[] output) {
        return switch (task) {
            case CONVEX_HULL -> isClosed(output) && Polygon.simple(example.points(), open(output));
            case TSP -> isClosed(output) && isPermutation(example, open(output));
            case SORT -> isPermutation(example, output);
            case DELAUNAY ->
                output.length > 0 && output.length % 3 == 0 && triangles(output).size() * 3 == output.length;
            case POINTING -> throw new IllegalArgumentException("The task does not say what is valid.");
        };
    }

    private static boolean isClosed(int[] output) {
        return output.length > 1 && output[0] == output[output.length - 1];
    }

    /** Without the repeated first position at the end. */
    private static int[] open(int[] closed) {
        return Arrays.copyOf(closed, closed.length - 1);
    }

    private static boolean isPermutation(PointingExample example, int[] positions) {
        return positions.length == example.size()
                && Arrays.stream(positions).distinct().count() == example.size();
    }

    private static boolean isPolygon(PointingExample example, int[] output) {
        return isClosed(output) && Polygon.same(open(output), open(example.target()));
    }

    /** The whole triangles of an output: sets of three different positions. */
    private static Set<Set<Integer>> triangles(int[] output) {
        Set<Set<Integer>> triangles = new HashSet<>();
        for (int i = 0; i + 2 < output.length; i += 3) {
            Set<Integer> corners = new HashSet<>();
            for (int k = i; k < i + 3; k++) {
                corners.add(output[k]);
            }
            if (corners.size() == 3) {
                triangles.add(corners);
            }
        }
        return triangles;
    }

    private static boolean isTriangulation(PointingExample example, int[] output) {
        return output.length == example.target().length && triangles(output).equals(triangles(example.target()));
    }

    private @Nullable CorpusScore areaCoverage() {
        double sum = 0;
        int simple = 0;
        for (int i = 0; i < outputs.size(); i++) {
            Points points = examples.get(i).points();
            int[] output = outputs.get(i);
            if (isClosed(output) && Polygon.simple(points, open(output))) {
                simple++;
                sum += Polygon.area(points, open(output))
                        / Polygon.area(points, open(examples.get(i).target()));
            }
        }
        return simple == 0
                ? null
                : new CorpusScore("coverage", 100 * sum / simple, "of:area|over:simple", of("simple", simple));
    }

    private CorpusScore triangleCoverage() {
        int found = 0;
        int all = 0;
        for (int i = 0; i < outputs.size(); i++) {
            Set<Set<Integer>> wanted = triangles(examples.get(i).target());
            all += wanted.size();
            wanted.retainAll(triangles(outputs.get(i)));
            found += wanted.size();
        }
        return new CorpusScore(
                "coverage", 100.0 * found / all, "of:triangles", "(found = " + found + " of " + all + ")");
    }

    private @Nullable CorpusScore tours(Metric metric) {
        double length = 0;
        double best = 0;
        int tours = 0;
        for (int i = 0; i < outputs.size(); i++) {
            PointingExample example = examples.get(i);
            if (isClosed(outputs.get(i)) && isPermutation(example, open(outputs.get(i)))) {
                tours++;
                length += Tour.length(example.points(), open(outputs.get(i)));
                best += Tour.length(example.points(), open(example.target()));
            }
        }
        if (tours == 0) {
            return null;
        }
        String details = String.format(
                Locale.ROOT, "(tours = %d of %d, references = %.4f)", tours, outputs.size(), best / tours);
        return metric == Metric.TOUR_LENGTH
                ? new CorpusScore("length", length / tours, "over:tours|closing:yes", details)
                : new CorpusScore("ratio", length / best, "over:tours|closing:yes", details);
    }
}
