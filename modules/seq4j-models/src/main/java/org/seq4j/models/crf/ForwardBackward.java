package org.seq4j.models.crf;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The forward and backward recursions of a {@link LinearChainCrf} over one sequence after the other, with their working memory; for one thread.
 *
 * <p>They run in the probability domain, scaled at every step (Rabiner 1989, section V.A), and see the emissions relative to the best of the step. Where that leaves too little
 * of the sum of a step, since the best emission belongs to a label that can hardly be reached, the step is computed in the log domain.
 */
final class ForwardBackward {
    /** With at least so much, what is lost lies some 700 nats below the best. */
    private static final double ENOUGH = 1e-10;

    private final LinearChainCrf crf;
    private final int labels;
    private double[][] alpha = {}; // [n][L], p(y_t | e_1..e_t)
    private double[][] weights = {}; // [n][L], exp(e_t - the greatest of them)
    private final double[] scratch;
    private final double[] beta;
    private final double[] after; // emission times beta of the step after

    ForwardBackward(LinearChainCrf crf) {
        this.crf = crf;
        labels = crf.labels();
        scratch = new double[labels];
        beta = new double[labels];
        after = new double[labels];
    }

    /** ln Z. */
    double forward(double[] emissions, int length) {
        if (alpha.length < length) {
            alpha = new double[length][labels];
            weights = new double[length][labels];
        }
        double sum = 0;
        for (int t = 0; t < length; t++) {
            double best = weigh(emissions, t);
            if (t == 0) {
                System.arraycopy(crf.startFactors(), 0, scratch, 0, labels);
                sum += crf.greatestStart();
            } else {
                HostSums.weighted(alpha[t - 1], crf.factors(), scratch);
                sum += crf.greatest();
            }
            sum += combine(scratch, emissions, t, best, alpha[t]);
        }
        double ending = HostSums.product(alpha[length - 1], crf.endFactors(), scratch);
        if (!(ending > 0)) {
            throw nothingAllowed(length - 1);
        }
        return sum + crf.greatestEnd() + Math.log(ending);
    }

    /** Fills {@code weights[t]}, and gives the greatest emission of the step. */
    private double weigh(double[] emissions, int t) {
        int at = t * labels;
        double best = Double.NEGATIVE_INFINITY;
        for (int j = at; j < at + labels; j++) {
            if (Double.isNaN(emissions[j]) || emissions[j] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("expected finite scores, found " + emissions[j] + " at step " + t
                        + ": the model's weights are damaged or have diverged");
            }
            best = Math.max(best, emissions[j]);
        }
        if (best == Double.NEGATIVE_INFINITY) {
            throw nothingAllowed(t);
        }
        double[] row = weights[t];
        for (int j = 0; j < labels; j++) {
            row[j] = Math.exp(emissions[at + j] - best);
        }
        return best;
    }

    /**
     * {@code target = probabilities * exp(e_t)}, divided by its sum; gives the logarithm of the sum.
     *
     * @param best the greatest emission of the step
     */
    private double combine(double[] probabilities, double[] emissions, int t, double best, double[] target) {
        double sum = HostSums.product(probabilities, weights[t], target);
        if (sum >= ENOUGH) {
            HostSums.scale(target, 1 / sum);
            return best + Math.log(sum);
        }
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < labels; j++) {
            target[j] = Math.log(probabilities[j]) + emissions[t * labels + j];
            most = Math.max(most, target[j]);
        }
        if (most == Double.NEGATIVE_INFINITY) {
            throw nothingAllowed(t);
        }
        sum = 0;
        for (int j = 0; j < labels; j++) {
            target[j] = Math.exp(target[j] - most);
            sum += target[j];
        }
        HostSums.scale(target, 1 / sum);
        return most + Math.log(sum);
    }

    private static IllegalArgumentException nothingAllowed(int t) {
        return new IllegalArgumentException("no label is allowed at step " + t
                + " after those that are allowed before it, or scores lie more than 700 nats apart: check which labels may"
                + " follow each other, and whether training has diverged");
    }

    /**
     * The marginals of the sequence that {@link #forward} has just seen.
     *
     * @param marginals [n * L], is overwritten: {@code p(y_t = j)}
     * @param pairs its pairs of neighbouring labels are added up; null: not wanted
     */
    void backward(double[] emissions, int length, double[] marginals, @Nullable LabelPairs pairs) {
        System.arraycopy(crf.endFactors(), 0, beta, 0, labels);
        for (int t = length - 1; ; t--) {
            double sum = HostSums.product(alpha[t], beta, scratch);
            if (!(sum > 0)) {
                throw nothingAllowed(t);
            }
            HostSums.scale(scratch, 1 / sum);
            System.arraycopy(scratch, 0, marginals, t * labels, labels);
            if (t == 0) {
                return;
            }
            combine(beta, emissions, t, 0, after);
            HostSums.weighted(after, crf.factorsByTarget(), beta);
            double total = HostSums.product(alpha[t - 1], beta, scratch);
            if (!(total > 0)) {
                throw nothingAllowed(t - 1);
            }
            if (pairs != null) {
                pairs.add(alpha[t - 1], after, 1 / total);
            }
            double most = Arrays.stream(beta).max().orElseThrow();
            HostSums.scale(beta, 1 / most);
        }
    }
}
