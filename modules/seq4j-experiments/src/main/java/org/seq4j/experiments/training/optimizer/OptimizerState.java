package org.seq4j.experiments.training.optimizer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The state vector of an optimiser, cut into slots of N values each. */
final class OptimizerState {
    private final INDArray all; // [slots * N]
    private final INDArray[] slots; // views, [N] each

    OptimizerState(DataType type, long parameters, int slots) {
        this.slots = new INDArray[slots];
        if (slots == 0) {
            all = Nd4j.empty(type);
            return;
        }
        all = Nd4j.zeros(type, slots * parameters);
        for (int i = 0; i < slots; i++) {
            this.slots[i] = all.get(NDArrayIndex.interval(i * parameters, (i + 1) * parameters));
        }
    }

    INDArray all() {
        return all;
    }

    INDArray slot(int index) {
        return slots[index];
    }
}
