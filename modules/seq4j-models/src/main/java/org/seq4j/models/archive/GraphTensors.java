package org.seq4j.models.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The parameters of a graph by name, so that files do not depend on the order of DL4J's flat parameter vector. */
final class GraphTensors {
    static final String PREFIX = "parameters/";

    private GraphTensors() {}

    /** Views of the parameters, named {@code parameters/<vertex>/<key>}, in topological order. */
    static Map<String, INDArray> of(ComputationGraph graph) {
        Map<String, INDArray> tensors = new LinkedHashMap<>();
        GraphVertex[] vertices = graph.getVertices();
        for (int index : graph.topologicalSortOrder()) {
            GraphVertex vertex = vertices[index];
            Map<String, INDArray> table = vertex.numParams() > 0 ? vertex.paramTable(false) : Map.of();
            table.forEach((key, value) -> tensors.put(PREFIX + vertex.getVertexName() + '/' + key, value));
        }
        return tensors;
    }

    /**
     * A graph with these parameters. Nothing is allocated before the sizes that the configuration declares are known to be those of
     * the tensors, and no parameter is initialised at random.
     */
    static ComputationGraph build(ComputationGraphConfiguration configuration, Map<String, INDArray> tensors) {
        long total = checkSizes(configuration, tensors);
        ComputationGraph graph = new ComputationGraph(configuration);
        if (total == 0) {
            graph.init();
            return graph;
        }
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            graph.init(Nd4j.create(configuration.getDataType(), 1, total), false);
        }
        copy(tensors, of(graph));
        return graph;
    }

    private static long checkSizes(ComputationGraphConfiguration configuration, Map<String, INDArray> tensors) {
        long total = 0;
        for (var vertex : configuration.getVertices().entrySet()) {
            String prefix = PREFIX + vertex.getKey() + '/';
            long found = tensors.entrySet().stream()
                    .filter(tensor -> tensor.getKey().startsWith(prefix)
                            && tensor.getKey().indexOf('/', prefix.length()) < 0)
                    .mapToLong(tensor -> tensor.getValue().length())
                    .sum();
            long expected = vertex.getValue().numParams(true);
            if (expected != found) {
                throw new ArchiveException("expected " + expected + " parameters for vertex \""
                        + EntryNames.shortened(vertex.getKey()) + "\" as its configuration says, found " + found
                        + " in its tensors; the file does not hold one model");
            }
            total += found;
        }
        return total;
    }

    private static void copy(Map<String, INDArray> from, Map<String, INDArray> to) {
        Set<String> missing = new LinkedHashSet<>(to.keySet());
        missing.removeAll(from.keySet());
        List<String> extra = new ArrayList<>(from.keySet());
        extra.removeIf(name -> !name.startsWith(PREFIX) || to.containsKey(name));
        if (!missing.isEmpty() || !extra.isEmpty()) {
            throw new ArchiveException("expected exactly the parameters of the graph, found "
                    + (missing.isEmpty() ? "" : "none for " + EntryNames.shortened(missing.toString()))
                    + (missing.isEmpty() || extra.isEmpty() ? "" : " and ")
                    + (extra.isEmpty() ? "" : EntryNames.shortened(extra.toString()) + " too many")
                    + "; the file does not hold one model");
        }
        to.forEach((name, target) -> {
            INDArray value = from.get(name);
            if (value == null || !Arrays.equals(value.shape(), target.shape())) {
                throw new ArchiveException("expected shape " + Arrays.toString(target.shape()) + " for \"" + name
                        + "\", found " + (value == null ? "nothing" : Arrays.toString(value.shape())));
            }
            if (value.dataType() != target.dataType()) {
                throw new ArchiveException(
                        "expected type " + target.dataType() + " for \"" + name + "\", found " + value.dataType());
            }
            target.assign(value);
        });
    }
}
