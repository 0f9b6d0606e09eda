package org.seq4j.models.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks on while a kernel goes back through time. */
@FunctionalInterface
public interface StepGradients {
    /**
     * The gradient of h after a step is complete; the last step comes first.
     *
     * @param step t, in the order in which the kernel visits the steps
     * @param dHidden [B, H], of everything that h acts on: the output of this step, all later steps, the final state; 0 in
     *     rows that are padding at this step. Holds during the call only
     */
    void complete(int step, INDArray dHidden);
}
