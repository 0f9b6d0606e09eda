package org.seq4j.models.search;

import org.seq4j.models.kernel.HostLogSoftmax;
import org.seq4j.models.kernel.HostMatrix;

/** The output layer at generation: log-softmax of {@code x W + b}, W [H, V]. */
final class TokenScores {
    private final HostLogSoftmax output;

    TokenScores(HostMatrix weights, int inputSize, float[] bias) {
        output = new HostLogSoftmax(weights, bias);
    }

    int vocabularySize() {
        return output.columns();
    }

    /** Log-probabilities [B, V] of inputs x [B, H]. */
    float[] logProbabilities(int batch, float[] x) {
        return output.apply(batch, x);
    }
}
