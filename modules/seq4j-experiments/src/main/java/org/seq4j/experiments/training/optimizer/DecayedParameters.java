package org.seq4j.experiments.training.optimizer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.embedding.TokenEmbeddingVertex;

/**
 * Finds the parameters that weight decay acts on: every weight matrix, embedding tables included, and no bias, peephole
 * vector, layer-norm gain or frozen row of an embedding. (PyTorch decays everything by default;
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
                    BitSet frozen =
                            vertex instanceof TokenEmbeddingVertex embedding ? embedding.frozenRows() : new BitSet();
                    found.addAll(trained(start, parameter.size(0), parameter.size(1), frozen));
                }
            }
        }
        found.sort(Comparator.comparingLong(WeightDecay.Range::start));
        return merge(found);
    }

    /** The stretches of a matrix, row after row, without those rows. */
    private static List<WeightDecay.Range> trained(long start, long rows, long columns, BitSet frozen) {
        List<WeightDecay.Range> found = new ArrayList<>();
        for (int from = frozen.nextClearBit(0); from < rows; ) {
            int next = frozen.nextSetBit(from);
            long to = next < 0 ? rows : next;
            found.add(new WeightDecay.Range(start + from * columns, start + to * columns));
            from = frozen.nextClearBit((int) to);
        }
        return found;
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
