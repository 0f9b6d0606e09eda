package org.seq4j.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far the gradient reaches back in each recurrent layer, at several points in time. */
final class FlowSection {
    private FlowSection() {}

    static void write(Html page, RunLog log) {
        List<Map<String, Object>> shown = spread(log.flows());
        Set<String> layers = new LinkedHashSet<>();
        shown.forEach(line -> layers(line).keySet().forEach(layer -> layers.add(String.valueOf(layer))));
        StringBuilder charts = new StringBuilder();
        for (String layer : layers) {
            List<Curve> curves = shown.stream().map(line -> curve(line, layer)).toList();
            charts.append(LineChart.logarithmic("|dL/dh| in " + layer, "steps before the last", curves));
        }
        if (charts.isEmpty()) {
            return;
        }
        page.section("flow", "Gradient flow");
        page.element(
                "p class=\"quiet\"",
                "Norm of the gradient of the last target's loss with respect to the hidden state at each step: the mean over"
                        + " the examples of one batch of training data. What falls quickly is forgotten in learning.");
        page.raw("<div class=\"charts\">\n" + charts + "</div>\n").endSection();
    }

    /** The first, the last, and others in between, as many as there are colours. */
    private static List<Map<String, Object>> spread(List<Map<String, Object>> lines) {
        int count = Math.min(LineChart.COLOURS, lines.size());
        List<Map<String, Object>> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(lines.get(count == 1 ? 0 : (int) ((long) i * (lines.size() - 1) / (count - 1))));
        }
        return some;
    }

    private static Map<?, ?> layers(Map<String, Object> line) {
        return line.get("layers") instanceof Map<?, ?> layers ? layers : Map.of();
    }

    /** Without zeros, which have no place on a logarithmic axis. */
    private static Curve curve(Map<String, Object> line, String layer) {
        List<double[]> points = new ArrayList<>();
        if (layers(line).get(layer) instanceof List<?> norms) {
            for (int distance = 0; distance < norms.size(); distance++) {
                if (norms.get(distance) instanceof Number norm && norm.doubleValue() > 0) {
                    points.add(new double[] {distance, norm.doubleValue()});
                }
            }
        }
        return Curve.of("update " + line.get("update"), points);
    }
}
