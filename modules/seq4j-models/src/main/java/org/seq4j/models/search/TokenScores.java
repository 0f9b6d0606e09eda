package org.seq4j.models.search;

import org.seq4j.models.kernel.HostMatrix;

/** The output layer at generation: log-softmax of {@code x W + b}, W [H, V]. */
final class TokenScores {
    private final HostMatrix weights;
    private final int inputSize;
    private final float[] bias; // [V]

    TokenScores(HostMatrix weights, int inputSize, float[] bias) {
        this.weights = weights;
        this.inputSize = inputSize;
        this.bias = bias;
    }

    int vocabularySize() {
        return weights.columns();
    }

    /** Log-probabilities [B, V] of inputs x [B, H]. */
    float[] logProbabilities(int batch, float[] x) {
        int size = weights.columns();
        float[] scores = new float[batch * size];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(bias, 0, scores, b * size, size);
        }
        weights.multiplyAdd(batch, x, inputSize, scores, 0, size);
        for (int b = 0; b < batch; b++) {
            logSoftmax(scores, b * size, size);
        }
        return scores;
    }

    private static void logSoftmax(float[] scores, int from, int size) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int v = 0; v < size; v++) {
            highest = Math.max(highest, scores[from + v]);
        }
        double sum = 0;
        for (int v = 0; v < size; v++) {
            sum += Math.exp(scores[from + v] - highest);
        }
        float normaliser = highest + (float) Math.log(sum);
        for (int v = 0; v < size; v++) {
            scores[from + v] -= normaliser;
        }
    }
}
