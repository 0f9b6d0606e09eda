package org.seq4j.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lines of a metrics log by their kind.
 *
 * @param training losses and what goes with them
 * @param validations scores of the development data
 * @param flows how far the gradient reaches back
 * @param end how the last session ended; empty while the run goes on, or where it was killed
 */
record RunLog(
        List<Map<String, Object>> training,
        List<Map<String, Object>> validations,
        List<Map<String, Object>> flows,
        Map<String, Object> end) {

    static RunLog of(List<Map<String, Object>> lines) {
        Map<String, Object> end = Map.of();
        for (Map<String, Object> line : lines) {
            end = "end".equals(line.get("kind")) ? line : Map.of();
        }
        return new RunLog(only("train", lines), only("validation", lines), only("gradient_flow", lines), end);
    }

    private static List<Map<String, Object>> only(String kind, List<Map<String, Object>> lines) {
        return lines.stream().filter(line -> kind.equals(line.get("kind"))).toList();
    }

    /** A value over the updates. */
    static Curve curve(String name, List<Map<String, Object>> lines, String key) {
        List<double[]> points = new ArrayList<>();
        for (Map<String, Object> line : lines) {
            if (line.get("update") instanceof Number update && line.get(key) instanceof Number value) {
                points.add(new double[] {update.doubleValue(), value.doubleValue()});
            }
        }
        return Curve.of(name, points);
    }

    /** The metrics of the validations. */
    Set<String> metrics() {
        Set<String> metrics = new LinkedHashSet<>();
        validations.forEach(line -> metrics.addAll(RunResults.scores(line).keySet()));
        return metrics;
    }
}
