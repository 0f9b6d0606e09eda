package org.seq4j.models.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;

/**
 * How far back in time the gradient of a loss reaches in the recurrent layers of a graph: the norm of dL/dh<sub>t</sub> over
 * the hidden units (Pascanu, Mikolov, Bengio 2013, section 2), by distance from the last step. What vanishes or explodes in
 * training is seen here.
 *
 * <p>While it looks, the portable kernels compute, of which each step can be seen; otherwise nothing is slower for it.
 */
public final class GradientFlow {
    private GradientFlow() {}

    /**
     * The flow in one direction of one layer.
     *
     * @param layer name of the vertex
     * @param reverse whether the direction reads an example from its last step to its first
     * @param norms of dL/dh at the last step that is read, at the one before it, and so on: means over the examples that
     *     have so many real steps
     */
    public record Curve(String layer, boolean reverse, double[] norms) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Curve curve
                    && layer.equals(curve.layer)
                    && reverse == curve.reverse
                    && Arrays.equals(norms, curve.norms);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(norms);
        }

        @Override
        public String toString() {
            return layer + (reverse ? " reverse " : " ") + Arrays.toString(norms);
        }
    }

    /**
     * Looks on while a pass over one batch is made.
     *
     * @param graph the graph
     * @param pass one forward and backward pass in training mode, such as {@link ComputationGraph#computeGradientAndScore()}
     * @return a curve for each direction of each {@link Recurrent} layer, in the order of the graph; the gradients are those
     *     of the score as the graph computes it, which is usually a mean over the batch
     */
    public static List<Curve> of(ComputationGraph graph, Runnable pass) {
        List<RecurrentVertex> layers = new ArrayList<>();
        for (GraphVertex vertex : graph.getVertices()) {
            if (vertex instanceof RecurrentVertex layer) {
                layers.add(layer);
            }
        }
        layers.forEach(layer -> layer.observe(true));
        try {
            pass.run();
            return layers.stream().flatMap(layer -> layer.flow().stream()).toList();
        } finally {
            layers.forEach(layer -> layer.observe(false));
        }
    }
}
