package org.seq4j.models.recurrent;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.seq4j.models.kernel.CellSpec;

/** Initial values of the parameters that are vectors. */
final class CellParameters {
    private CellParameters() {}

    /** Zeros, but the forget gate of an LSTM (gate order i, f, g, o). */
    static void initialBias(CellSpec spec, double forgetBias, INDArray bias) {
        bias.assign(0);
        if (spec.cell().hasCellState()) {
            bias.get(NDArrayIndex.interval(spec.hiddenSize(), 2L * spec.hiddenSize()))
                    .assign(forgetBias);
        }
    }

    /** Gains 1; the shift of c, the last block of cells that have one, 0. */
    static void initialLayerNorm(CellSpec spec, INDArray layerNorm) {
        layerNorm.assign(1);
        if (spec.cell().hasCellState()) {
            layerNorm
                    .get(NDArrayIndex.interval(layerNorm.length() - spec.hiddenSize(), layerNorm.length()))
                    .assign(0);
        }
    }
}
