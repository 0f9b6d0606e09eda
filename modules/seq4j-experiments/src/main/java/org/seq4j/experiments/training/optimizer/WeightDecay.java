package org.seq4j.experiments.training.optimizer;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Weight decay that is decoupled from the gradient (Loshchilov &amp; Hutter 2019), over stretches of the flat parameter
 * vector.
 *
 * @param coefficient the decay, 0 for none
 * @param ranges the stretches that decay, see {@link DecayedParameters}
 */
record WeightDecay(double coefficient, List<Range> ranges) {
    static final WeightDecay NONE = new WeightDecay(0, List.of());

    /** A stretch {@code [start, end)} of the flat vector. */
    record Range(long start, long end) {
        INDArray of(INDArray vector) {
            return start == 0 && end == vector.length() ? vector : vector.get(NDArrayIndex.interval(start, end));
        }
    }

    WeightDecay {
        ranges = List.copyOf(ranges);
    }

    /** Multiplies the parameters by {@code 1 - learningRate * coefficient}, within the ranges. */
    void shrink(INDArray parameters, double learningRate) {
        if (coefficient != 0) {
            for (Range range : ranges) {
                range.of(parameters).muli(1 - learningRate * coefficient);
            }
        }
    }
}
