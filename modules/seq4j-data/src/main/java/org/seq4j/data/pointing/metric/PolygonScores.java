package org.seq4j.data.pointing.metric;

import java.util.List;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.data.pointing.geometry.Points;
import org.seq4j.data.pointing.geometry.Polygon;

/**
 * Scores of polygons, such as convex hulls. An output is valid where it is closed (the first position again at the end)
 * and its polygon simple.
 *
 * @param accuracy fraction of outputs that are the target's polygon, wherever they begin and whichever way they go
 * @param areaCoverage mean area of the valid outputs' polygons over the target's, NaN where none is valid. Corners are
 *     points of the example, so a hull contains every output, and this is the fraction of the hull that is covered
 * @param validRate fraction of valid outputs; the paper calls a model failed below 99 %
 */
public record PolygonScores(double accuracy, double areaCoverage, double validRate) {
    /**
     * The scores of all outputs.
     *
     * @throws IllegalArgumentException where there are none, or not as many as examples
     */
    public static PolygonScores of(List<PointingExample> examples, List<int[]> outputs) {
        Outputs.check(examples, outputs);
        int exact = 0;
        int valid = 0;
        double coverage = 0;
        for (int i = 0; i < examples.size(); i++) {
            PointingExample example = examples.get(i);
            exact += exact(example, outputs.get(i)) ? 1 : 0;
            if (valid(example, outputs.get(i))) {
                valid++;
                coverage += areaCoverage(example, outputs.get(i));
            }
        }
        double count = examples.size();
        return new PolygonScores(exact / count, valid == 0 ? Double.NaN : coverage / valid, valid / count);
    }

    /** Whether an output is closed and its polygon simple. */
    public static boolean valid(PointingExample example, int[] output) {
        return Outputs.closed(output) && Polygon.simple(example.points(), Outputs.open(output));
    }

    /** Whether a closed output is the polygon of the target. */
    public static boolean exact(PointingExample example, int[] output) {
        int[] target = example.target();
        return Outputs.closed(output)
                && Outputs.closed(target)
                && Polygon.same(Outputs.open(output), Outputs.open(target));
    }

    /** The area of a valid output over that of the target, which is closed and simple. */
    public static double areaCoverage(PointingExample example, int[] output) {
        Points points = example.points();
        return Polygon.area(points, Outputs.open(output)) / Polygon.area(points, Outputs.open(example.target()));
    }
}
