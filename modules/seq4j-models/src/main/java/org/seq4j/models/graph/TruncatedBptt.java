package org.seq4j.models.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.CellState;
import org.seq4j.models.recurrent.RecurrentVertex;

/**
 * Truncated backpropagation through time over the stateful layers of a graph (Williams and Peng 1990): a long sequence is cut into windows, the state after a
 * window is where the next one starts, and the gradient stops at the cut.
 *
 * <p>Call {@link #reset} where a sequence begins, train on a window, {@link #carry}, train on the next. Deeplearning4j's own truncated BPTT computes the gradient
 * from a zero state and is not used.
 */
public final class TruncatedBptt {
    private TruncatedBptt() {}

    /** The next window starts from zero states. */
    public static void reset(ComputationGraph graph) {
        stateful(graph).forEach(layer -> layer.carryState(null));
    }

    /**
     * The states after the last forward pass become those that the next one starts from.
     *
     * @throws IllegalStateException if there was no forward pass
     */
    public static void carry(ComputationGraph graph) {
        for (RecurrentVertex layer : stateful(graph)) {
            CellState last = layer.lastState();
            if (last == null) {
                throw new IllegalStateException("the recurrent layer '" + layer.getVertexName()
                        + "' has no state to carry: run a forward pass first");
            }
            layer.carryState(last);
        }
    }

    /** Copies of the carried states, {@code [B, H]} each, by name: {@code vertex/h} and {@code vertex/c}; without those that are zero because of a reset. */
    public static Map<String, INDArray> states(ComputationGraph graph) {
        Map<String, INDArray> states = new LinkedHashMap<>();
        for (RecurrentVertex layer : stateful(graph)) {
            CellState state = layer.carriedState();
            if (state != null) {
                states.put(layer.getVertexName() + "/h", state.h().dup('c'));
                INDArray c = state.c();
                if (c != null) {
                    states.put(layer.getVertexName() + "/c", c.dup('c'));
                }
            }
        }
        return states;
    }

    /**
     * Puts back what {@link #states} returned.
     *
     * @throws IllegalArgumentException if a name belongs to no stateful layer, or a cell state is missing
     */
    public static void restore(ComputationGraph graph, Map<String, INDArray> states) {
        Map<String, INDArray> left = new LinkedHashMap<>(states);
        for (RecurrentVertex layer : stateful(graph)) {
            INDArray h = left.remove(layer.getVertexName() + "/h");
            INDArray c = left.remove(layer.getVertexName() + "/c");
            layer.carryState(h == null ? null : state(layer, h, c));
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("the graph has no stateful layer for the states " + left.keySet());
        }
    }

    private static CellState state(RecurrentVertex layer, INDArray h, @Nullable INDArray c) {
        if (layer.conf().cell().hasCellState() && c == null) {
            throw new IllegalArgumentException("the recurrent layer '" + layer.getVertexName()
                    + "' has a cell state, and '" + layer.getVertexName() + "/c' is missing");
        }
        return new CellState(h.dup('c'), c == null ? null : c.dup('c'));
    }

    private static List<RecurrentVertex> stateful(ComputationGraph graph) {
        List<RecurrentVertex> layers = new ArrayList<>();
        for (GraphVertex vertex : graph.getVertices()) {
            if (vertex instanceof RecurrentVertex recurrent && recurrent.conf().stateful()) {
                layers.add(recurrent);
            }
        }
        return layers;
    }
}
