package org.seq4j.models.search;

import org.jspecify.annotations.Nullable;

/**
 * The output layer at generation: log-softmax of {@code x W + b}. Loops over rows of W, so that the inner loop is a multiply-add of
 * neighbouring floats that the JIT compiler turns into vector instructions; W is read in panels that stay in the cache for all of a
 * batch. The order of additions does not depend on the batch.
 */
final class TokenScores {
    private static final int PANEL = 2048;

    private final int inputSize;
    private final int vocabularySize;
    private final float[] weights; // [H, V]
    private final float @Nullable [] bias; // [V]

    TokenScores(int inputSize, int vocabularySize, float[] weights, float @Nullable [] bias) {
        this.inputSize = inputSize;
        this.vocabularySize = vocabularySize;
        this.weights = weights;
        this.bias = bias;
    }

    int vocabularySize() {
        return vocabularySize;
    }

    /** Log-probabilities [B, V] of inputs x [B, H]. */
    float[] logProbabilities(int batch, float[] x) {
        float[] scores = new float[batch * vocabularySize];
        for (int from = 0; from < vocabularySize; from += PANEL) {
            int size = Math.min(PANEL, vocabularySize - from);
            for (int b = 0; b < batch; b++) {
                int out = b * vocabularySize + from;
                if (bias != null) {
                    System.arraycopy(bias, from, scores, out, size);
                }
                int i = 0;
                for (; i + 4 <= inputSize; i += 4) {
                    addFour(
                            x,
                            b * inputSize + i,
                            weights,
                            i * vocabularySize + from,
                            vocabularySize,
                            scores,
                            out,
                            size);
                }
                for (; i < inputSize; i++) {
                    addOne(x[b * inputSize + i], weights, i * vocabularySize + from, scores, out, size);
                }
            }
        }
        for (int b = 0; b < batch; b++) {
            logSoftmax(scores, b * vocabularySize, vocabularySize);
        }
        return scores;
    }

    private static void addFour(
            float[] x, int at, float[] weights, int from, int stride, float[] scores, int out, int size) {
        float x0 = x[at];
        float x1 = x[at + 1];
        float x2 = x[at + 2];
        float x3 = x[at + 3];
        int second = from + stride;
        int third = second + stride;
        int fourth = third + stride;
        for (int v = 0; v < size; v++) {
            scores[out + v] += x0 * weights[from + v]
                    + x1 * weights[second + v]
                    + x2 * weights[third + v]
                    + x3 * weights[fourth + v];
        }
    }

    private static void addOne(float x, float[] weights, int from, float[] scores, int out, int size) {
        for (int v = 0; v < size; v++) {
            scores[out + v] += x * weights[from + v];
        }
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
