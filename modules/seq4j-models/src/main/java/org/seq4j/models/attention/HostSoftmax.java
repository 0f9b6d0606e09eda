package org.seq4j.models.attention;

import org.seq4j.models.kernel.FastExp;

/** Softmax of a few floats. */
final class HostSoftmax {
    private HostSoftmax() {}

    /** Replaces the first n scores by their softmax; does nothing where n is 0. */
    static void apply(float[] scores, int n) {
        if (n == 0) {
            return;
        }
        float max = scores[0];
        for (int i = 1; i < n; i++) {
            max = Math.max(max, scores[i]);
        }
        float scale = (float) (1 / FastExp.shifted(scores, 0, n, max));
        for (int i = 0; i < n; i++) {
            scores[i] *= scale;
        }
    }
}
