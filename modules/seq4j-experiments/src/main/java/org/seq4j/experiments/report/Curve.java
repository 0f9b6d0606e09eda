package org.seq4j.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A line of a chart.
 *
 * @param name what the legend says
 * @param x rising
 * @param y as many
 */
record Curve(String name, double[] x, double[] y) {

    /** The points whose values are finite. */
    static Curve of(String name, List<double[]> points) {
        List<double[]> finite =
                points.stream().filter(point -> Double.isFinite(point[1])).toList();
        return new Curve(
                name,
                finite.stream().mapToDouble(point -> point[0]).toArray(),
                finite.stream().mapToDouble(point -> point[1]).toArray());
    }

    int size() {
        return x.length;
    }

    /** A curve of so many points at most: means of neighbours, all of the same number. */
    Curve thinned(int most) {
        if (size() <= most) {
            return this;
        }
        int together = (size() + most - 1) / most;
        List<double[]> points = new ArrayList<>();
        for (int from = 0; from < size(); from += together) {
            int to = Math.min(size(), from + together);
            int begin = from;
            points.add(new double[] {
                IntStream.range(begin, to).mapToDouble(i -> x[i]).average().orElse(0),
                IntStream.range(begin, to).mapToDouble(i -> y[i]).average().orElse(0)
            });
        }
        return of(name, points);
    }
}
