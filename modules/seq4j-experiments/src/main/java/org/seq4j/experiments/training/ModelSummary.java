package org.seq4j.experiments.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.experiments.config.ExperimentConfig;

/** The vertices of a model as a table. */
public final class ModelSummary {
    private ModelSummary() {}

    /**
     * The table of an experiment's model. Reads the training data, since the vocabulary decides the sizes.
     *
     * @param config the experiment
     */
    public static String of(ExperimentConfig config) {
        config.backend().profile().start();
        try (Task task = Tasks.of(config, Map.of())) {
            ComputationGraph graph = new ComputationGraph(task.model());
            graph.init();
            return of(graph, task.kernels());
        }
    }

    static String of(ComputationGraph graph, Map<String, String> kernels) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("vertex", "type", "parameters", "count", "kernel"));
        for (int index : graph.topologicalSortOrder()) {
            GraphVertex vertex = graph.getVertices()[index];
            if (vertex.isInputVertex()) {
                rows.add(List.of(vertex.getVertexName(), "input", "", "", ""));
                continue;
            }
            Map<String, INDArray> table = vertex.numParams() == 0 ? Map.of() : new TreeMap<>(vertex.paramTable(false));
            StringJoiner shapes = new StringJoiner(", ");
            table.forEach((name, array) -> shapes.add(name + " " + Arrays.toString(array.shape())));
            rows.add(List.of(
                    vertex.getVertexName(),
                    type(graph, vertex),
                    shapes.toString(),
                    number(vertex.numParams()),
                    kernels.getOrDefault(vertex.getVertexName(), "")));
        }
        rows.add(List.of("total", "", "", number(graph.params().length()), ""));
        return table(rows);
    }

    private static String type(ComputationGraph graph, GraphVertex vertex) {
        if (vertex.hasLayer()) {
            return vertex.getLayer().conf().getLayer().getClass().getSimpleName();
        }
        var conf = graph.getConfiguration().getVertices().get(vertex.getVertexName());
        return conf == null ? "" : conf.getClass().getSimpleName();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], row.get(c).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String pad = " ".repeat(width[c] - row.get(c).length());
                line.append(c == 3 ? pad + row.get(c) : row.get(c) + pad).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
