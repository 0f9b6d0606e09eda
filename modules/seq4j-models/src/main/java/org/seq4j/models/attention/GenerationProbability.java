package org.seq4j.models.attention;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.seq4j.models.kernel.MatrixProduct;

/**
 * The probability to generate a token rather than to copy it: {@code p_gen = sigmoid([c; s; e] wg + bg)} (See, Liu, Manning 2017, equation 8), for all N rows
 * of a batch at once. All arrays are contiguous in 'c' order.
 *
 * @param contexts c {@code [N, M]}
 * @param states s {@code [N, H]}
 * @param embeddings e {@code [N, E]}
 */
record GenerationProbability(AttentionSpec spec, INDArray contexts, INDArray states, INDArray embeddings) {
    /**
     * Computes the probabilities.
     *
     * @param probabilities {@code [N]}, is written
     */
    void forward(AttentionWeights weights, INDArray probabilities) {
        INDArray w = present(weights.generation());
        INDArray z = probabilities.reshape('c', probabilities.length(), 1);
        INDArray[] inputs = inputs();
        for (int i = 0; i < inputs.length; i++) {
            MatrixProduct.multiply(inputs[i], false, part(w, i), false, z, 1, i == 0 ? 0 : 1);
        }
        z.addi(present(weights.generationBias()).getDouble(0));
        Transforms.sigmoid(z, false);
    }

    /**
     * Goes back.
     *
     * @param probabilities p {@code [N]}, of the forward pass
     * @param dProbabilities {@code [N]}
     * @param gradients of its arrays generation and generationBias are overwritten
     * @param dContexts {@code [N, M]}, is overwritten
     * @param dStates {@code [N, H]}, is overwritten
     * @param dEmbeddings {@code [N, E]}, is overwritten
     */
    void backward(
            AttentionWeights weights,
            INDArray probabilities,
            INDArray dProbabilities,
            AttentionWeights gradients,
            INDArray dContexts,
            INDArray dStates,
            INDArray dEmbeddings) {
        INDArray w = present(weights.generation());
        INDArray dw = present(gradients.generation());
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray dz = probabilities.rsub(1).muli(probabilities).muli(dProbabilities);
            present(gradients.generationBias()).assign(dz.sumNumber());
            dz = dz.reshape('c', dz.length(), 1);
            INDArray[] inputs = inputs();
            INDArray[] dInputs = {dContexts, dStates, dEmbeddings};
            for (int i = 0; i < inputs.length; i++) {
                MatrixProduct.multiply(inputs[i], true, dz, false, part(dw, i), 1, 0);
                MatrixProduct.multiply(dz, false, part(w, i), true, dInputs[i], 1, 0);
            }
        }
    }

    private INDArray[] inputs() {
        return new INDArray[] {contexts, states, embeddings};
    }

    /** The rows of wg for c, s or e. */
    private INDArray part(INDArray vector, int input) {
        int[] ends = {0, spec.memorySize(), spec.memorySize() + spec.querySize(), Math.toIntExact(vector.size(0))};
        return RowViews.rows(vector, ends[input], ends[input + 1]);
    }

    private static INDArray present(@Nullable INDArray value) {
        if (value == null) {
            throw new IllegalStateException("an attention without copying has no probability to generate");
        }
        return value;
    }
}
