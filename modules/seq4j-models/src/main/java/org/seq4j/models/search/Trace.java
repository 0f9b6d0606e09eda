package org.seq4j.models.search;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A hypothesis in the making: its last token and what came before it. Immutable, so that the hypotheses of a beam share their beginnings. */
final class Trace {
    /** Nothing yet. */
    static final Trace EMPTY = new Trace(null, -1, 0, 0, 0, null);

    private final @Nullable Trace before;
    private final int token;
    private final int length;
    private final double logProbability;
    private final double sum;
    private final float @Nullable [] attention;

    private Trace(
            @Nullable Trace before,
            int token,
            int length,
            double logProbability,
            double sum,
            float @Nullable [] attention) {
        this.before = before;
        this.token = token;
        this.length = length;
        this.logProbability = logProbability;
        this.sum = sum;
        this.attention = attention;
    }

    /**
     * This one and a token more.
     *
     * @param logProbability what the model says of the token
     * @param sum what the search counts for all tokens with it
     * @param attention [S], of the step that chose it
     */
    Trace then(int next, double logProbability, double sum, float @Nullable [] attention) {
        return new Trace(this, next, length + 1, this.logProbability + logProbability, sum, attention);
    }

    int length() {
        return length;
    }

    /** The sum of what the search counts for the tokens; never rises. */
    double sum() {
        return sum;
    }

    int[] tokens() {
        int[] tokens = new int[length];
        Trace at = this;
        for (int i = length - 1; i >= 0; i--) {
            tokens[i] = at.token;
            at = Objects.requireNonNull(at.before);
        }
        return tokens;
    }

    /** As a result. If it is finished its last token is the one that ended it. */
    Hypothesis hypothesis(boolean finished, SearchSettings settings) {
        double score = sum / settings.lengthPenalty().divisor(Math.max(1, length));
        if (settings.coveragePenalty().active() && length > 0) {
            score += settings.coveragePenalty().of(coverage());
        }
        return hypothesis(finished, score);
    }

    /** As a result whose score is given. */
    Hypothesis hypothesis(boolean finished, double score) {
        Trace last = finished ? Objects.requireNonNull(before) : this;
        return new Hypothesis(
                last.tokens(), logProbability, score, attention == null ? null : last.weights(), finished);
    }

    private float[][] weights() {
        float[][] weights = new float[length][];
        Trace at = this;
        for (int i = length - 1; i >= 0; i--) {
            weights[i] = Objects.requireNonNull(at.attention);
            at = Objects.requireNonNull(at.before);
        }
        return weights;
    }

    private float[] coverage() {
        if (attention == null) {
            throw new IllegalArgumentException(
                    "A coverage penalty needs attention weights, but this model has none: switch the penalty off.");
        }
        float[] coverage = new float[attention.length];
        for (Trace at = this; at != null && at.attention != null; at = at.before) {
            for (int s = 0; s < coverage.length; s++) {
                coverage[s] += at.attention[s];
            }
        }
        return coverage;
    }
}
