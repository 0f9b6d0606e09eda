package org.seq4j.models.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.embedding.TokenEmbedding;
import org.seq4j.models.embedding.TokenEmbeddingVertex;
import org.seq4j.models.kernel.HostThreads;

/**
 * The part of a graph that reads the source, with parameters of its own. A graph computes for one thread at a time, so threads that read at the same time get graphs of
 * their own, which share the parameters.
 */
final class SourceEncoder {
    /** From so many multiplications on, the sources are shared out to several threads. */
    private static final long PARALLEL = 1L << 26;

    /** For a source of fewer multiplications several threads save less than their search for more work takes from the decoder. */
    private static final long SMALL = 1L << 27;

    private final ComputationGraphConfiguration conf;
    private final INDArray parameters; // [1, P]
    private final List<String> outputs;
    private final Queue<ComputationGraph> idle = new ConcurrentLinkedQueue<>();

    private SourceEncoder(ComputationGraph graph, List<String> outputs) {
        conf = graph.getConfiguration();
        parameters = graph.params();
        this.outputs = outputs;
        idle.add(graph);
    }

    /**
     * A snapshot of the vertices that some outputs depend on.
     *
     * @param whole a graph
     * @param outputs names of vertices, each once, at least one
     * @throws IllegalArgumentException if they do not depend on one input
     */
    static SourceEncoder of(ComputationGraph whole, List<String> outputs, GraphParts parts) {
        Set<String> names = ancestors(outputs, parts);
        ComputationGraphConfiguration conf = whole.getConfiguration().clone();
        List<String> inputs =
                conf.getNetworkInputs().stream().filter(names::contains).toList();
        if (inputs.size() != 1) {
            throw parts.unsuitable("an encoder that reads one input", "the inputs " + inputs);
        }
        conf.setNetworkInputs(inputs);
        conf.setNetworkOutputs(outputs);
        conf.setInferenceWorkspaceMode(
                WorkspaceMode.NONE); // in a workspace, a layer that is an output has no room for what it works with
        conf.getVertices().keySet().retainAll(names);
        conf.getVertexInputs().keySet().retainAll(names);
        Map<String, INDArray> tables = new LinkedHashMap<>(); // embeddings that use the table of another
        for (String name : names) {
            GraphVertex vertex = whole.getVertex(name);
            if (vertex instanceof TokenEmbeddingVertex embedding
                    && embedding.conf().tableOf() != null) {
                tables.put(name, embedding.table());
            }
        }
        tables.forEach((name, table) -> conf.getVertices()
                .put(
                        name,
                        TokenEmbedding.builder((int) table.size(0), (int) table.size(1))
                                .build()));
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            ComputationGraph part = new ComputationGraph(conf);
            long parameters = conf.getVertices().values().stream()
                    .mapToLong(vertex -> vertex.numParams(true))
                    .sum();
            part.init(Nd4j.create(conf.getDataType(), 1, parameters), false);
            for (String name : names) {
                part.getVertex(name)
                        .paramTable(false)
                        .forEach((key, value) -> value.assign(tables.getOrDefault(
                                name, whole.getVertex(name).paramTable(false).get(key))));
            }
            return new SourceEncoder(part, List.copyOf(outputs));
        }
    }

    private static Set<String> ancestors(List<String> outputs, GraphParts parts) {
        Set<String> found = new LinkedHashSet<>(outputs);
        Deque<String> open = new ArrayDeque<>(outputs);
        while (!open.isEmpty()) {
            for (String input : parts.inputs(open.remove())) {
                if (found.add(input)) {
                    open.add(input);
                }
            }
        }
        return found;
    }

    /**
     * Reads sources, shared out to threads where they are much work: neither waits for the other, as two that share every operation do.
     *
     * @param make makes something of a part of the sources and of the outputs that were read from it, by name
     * @return what was made of the parts, in their order
     */
    <R> List<R> inParts(Sources sources, BiFunction<PaddedSources, Map<String, INDArray>, R> make) {
        long work = (long) sources.count() * sources.time() * parameters.length();
        int count = work < PARALLEL ? 1 : Math.min(HostThreads.count(), sources.count());
        List<R> results = new ArrayList<>(Collections.nCopies(count, null));
        HostThreads.lanes(sources.count(), count, (number, from, to) -> {
            PaddedSources part = sources.padded(from, to);
            Supplier<R> result = () -> make.apply(part, read(part));
            results.set(number, work < SMALL ? HostThreads.alone(result) : result.get());
        });
        return results;
    }

    private Map<String, INDArray> read(PaddedSources sources) {
        Map<String, INDArray> result = new LinkedHashMap<>();
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            ComputationGraph graph = idle.poll();
            if (graph == null) {
                graph = another();
            }
            INDArray mask = Nd4j.createFromArray(sources.mask()).reshape('c', sources.count(), sources.time());
            INDArray[] values = graph.output(false, new INDArray[] {sources.elements()}, new INDArray[] {mask});
            idle.add(graph);
            for (int i = 0; i < values.length; i++) {
                result.put(outputs.get(i), values[i]);
            }
        }
        return result;
    }

    private ComputationGraph another() {
        ComputationGraph graph = new ComputationGraph(conf.clone());
        graph.init(parameters, false);
        return graph;
    }
}
