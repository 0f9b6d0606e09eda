package org.seq4j.experiments.training.optimizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Finds the parameters that weight decay acts on: every weight matrix, embedding tables included, and no bias, peephole
 * vector or layer-norm gain. (PyTorch decays everything by default;
 * leaving vectors out is the usual practice and what its recipes do with parameter groups.)
 */
final class DecayedParameters {
    private DecayedParameters() {}

    static List<WeightDecay.Range> of(ComputationGraph graph) {
        INDArray flat = graph.params();
        List<WeightDecay.Range> found = new ArrayList<>();
        for (GraphVertex vertex : graph.getVertices()) {
            if (vertex.numParams() == 0) {
                continue;
            }
            Map<String, INDArray> table = vertex.paramTable(false);
            for (INDArray parameter : table.values()) {
                if (parameter.rank() >= 2 && !parameter.isVectorOrScalar()) {
                    long start = parameter.offset() - flat.offset();
                    found.add(new WeightDecay.Range(start, start + parameter.length()));
                }
            }
        }
        found.sort(Comparator.comparingLong(WeightDecay.Range::start));
        return merge(found);
    }

    private static List<WeightDecay.Range> merge(List<WeightDecay.Range> sorted) {
        List<WeightDecay.Range> merged = new ArrayList<>();
        for (WeightDecay.Range next : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).end() >= next.start()) {
                long end = Math.max(merged.get(last).end(), next.end());
                merged.set(last, new WeightDecay.Range(merged.get(last).start(), end));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }
}
