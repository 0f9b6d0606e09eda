package org.seq4j.data.pointing.metric;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.data.pointing.geometry.Triangle;

/**
 * Scores of triangulations. An output is read as triples, in any order, with their corners in any order. It is valid
 * where it consists of whole triples of different positions and has no triangle twice.
 *
 * @param accuracy fraction of valid outputs that have the triangles of the target and no other
 * @param triangleCoverage mean fraction of the target's triangles that the output has; what an invalid output has in
 *     proper triples counts, triples with a position twice and an unfinished one do not
 * @param validRate fraction of valid outputs
 */
public record TriangulationScores(double accuracy, double triangleCoverage, double validRate) {
    /**
     * The scores of all outputs.
     *
     * @throws IllegalArgumentException where there are none, or not as many as examples
     */
    public static TriangulationScores of(List<PointingExample> examples, List<int[]> outputs) {
        Outputs.check(examples, outputs);
        int exact = 0;
        int valid = 0;
        double coverage = 0;
        for (int i = 0; i < examples.size(); i++) {
            PointingExample example = examples.get(i);
            exact += exact(example, outputs.get(i)) ? 1 : 0;
            valid += valid(example, outputs.get(i)) ? 1 : 0;
            coverage += triangleCoverage(example, outputs.get(i));
        }
        double count = examples.size();
        return new TriangulationScores(exact / count, coverage / count, valid / count);
    }

    /** Whether an output consists of whole triples of different positions and has no triangle twice. */
    public static boolean valid(PointingExample example, int[] output) {
        return output.length > 0
                && output.length % 3 == 0
                && triangles(example, output).size() == output.length / 3;
    }

    /** Whether a valid output has exactly the triangles of the target. */
    public static boolean exact(PointingExample example, int[] output) {
        return valid(example, output) && triangles(example, output).equals(triangles(example, example.target()));
    }

    /** The fraction of the target's triangles that the output has. */
    public static double triangleCoverage(PointingExample example, int[] output) {
        Set<Triangle> target = triangles(example, example.target());
        Set<Triangle> found = triangles(example, output);
        found.retainAll(target);
        return target.isEmpty() ? 1 : (double) found.size() / target.size();
    }

    private static Set<Triangle> triangles(PointingExample example, int[] flat) {
        Set<Triangle> triangles = new HashSet<>();
        for (int i = 0; i + 2 < flat.length; i += 3) {
            triangle(example.size(), flat[i], flat[i + 1], flat[i + 2]).ifPresent(triangles::add);
        }
        return triangles;
    }

    private static Optional<Triangle> triangle(int size, int a, int b, int c) {
        boolean there = Math.min(a, Math.min(b, c)) >= 1 && Math.max(a, Math.max(b, c)) <= size;
        return there && a != b && b != c && a != c ? Optional.of(Triangle.of(a, b, c)) : Optional.empty();
    }
}
