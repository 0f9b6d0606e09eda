package org.seq4j.models.crf;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A linear-chain CRF with given transition scores. The score of a label sequence y of length n over emissions e is
 *
 * <pre>s(y) = start(y_1) + e_1(y_1) + sum_{t>1} (transition(y_{t-1}, y_t) + e_t(y_t)) + end(y_n)</pre>
 *
 * and {@code p(y) = exp(s(y)) / Z}. What is not allowed has the score minus infinity. Emissions are {@code [n * L]}, step after step. Immutable and safe for several threads.
 *
 * <p>Forward and backward run in the probability domain, scaled at every step (Rabiner 1989, section V.A), relative to the best label of the step; so they are exact to double
 * precision as long as no needed path lies more than some 700 nats below the best one at some step.
 */
public final class LinearChainCrf {
    private final int labels;
    private final double[] transitions; // [L * L], from-major, minus infinity where not allowed
    private final double[] start;
    private final double[] end;
    private final double[] factors; // exp(transition - greatest)
    private final double greatest;

    /**
     * @param transitions [L * L] scores, from-major: {@code from * L + to}
     * @param start [L]
     * @param end [L]
     * @param allowed which of them count
     * @throws IllegalArgumentException if the sizes do not fit or a score is no finite number
     */
    public LinearChainCrf(double[] transitions, double[] start, double[] end, LabelTransitions allowed) {
        labels = allowed.labels();
        if (transitions.length != labels * labels || start.length != labels || end.length != labels) {
            throw new IllegalArgumentException("expected " + labels * labels + " transition scores and " + labels
                    + " scores of starting and of ending, found " + transitions.length + ", " + start.length + " and "
                    + end.length);
        }
        this.transitions = new double[labels * labels];
        this.start = new double[labels];
        this.end = new double[labels];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < labels; i++) {
            this.start[i] = allowed.begins(i) ? finite(start[i]) : Double.NEGATIVE_INFINITY;
            this.end[i] = allowed.ends(i) ? finite(end[i]) : Double.NEGATIVE_INFINITY;
            for (int j = 0; j < labels; j++) {
                double score = allowed.allows(i, j) ? finite(transitions[i * labels + j]) : Double.NEGATIVE_INFINITY;
                this.transitions[i * labels + j] = score;
                most = Math.max(most, score);
            }
        }
        greatest = most == Double.NEGATIVE_INFINITY ? 0 : most;
        factors = new double[labels * labels];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = Math.exp(this.transitions[i] - greatest);
        }
    }

    private static double finite(double score) {
        if (!(Math.abs(score) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "expected finite scores, found " + score + ": the model's weights are damaged or have diverged");
        }
        return score;
    }

    /** L. */
    public int labels() {
        return labels;
    }

    double transition(int from, int to) {
        return transitions[from * labels + to];
    }

    double start(int label) {
        return start[label];
    }

    double end(int label) {
        return end[label];
    }

    /** s(y); minus infinity if it is not allowed. */
    public double score(double[] emissions, int[] sequence) {
        check(emissions, sequence.length);
        double score = start[sequence[0]] + end[sequence[sequence.length - 1]];
        for (int t = 0; t < sequence.length; t++) {
            score += emissions[t * labels + sequence[t]];
            if (t > 0) {
                score += transition(sequence[t - 1], sequence[t]);
            }
        }
        return score;
    }

    /**
     * ln Z.
     *
     * @throws IllegalArgumentException if there is no allowed sequence of this length, or an emission is not a finite number
     */
    public double logPartition(double[] emissions, int length) {
        check(emissions, length);
        return forward(emissions, length, new double[length * labels]);
    }

    /**
     * The marginals {@code p(y_t = j)} of every step, [n * L].
     *
     * @throws IllegalArgumentException as {@link #logPartition}
     */
    public double[] marginals(double[] emissions, int length) {
        double[] result = new double[length * labels];
        logPartition(emissions, length, result, null);
        return result;
    }

    /**
     * ln Z, and its gradients.
     *
     * @param marginals [n * L], is overwritten: the gradient with respect to the emissions
     * @param pairs its pairs of neighbouring labels are added up; null: not wanted
     */
    double logPartition(double[] emissions, int length, double[] marginals, @Nullable LabelPairs pairs) {
        check(emissions, length);
        double[] alpha = new double[length * labels];
        double result = forward(emissions, length, alpha);
        backward(emissions, length, alpha, marginals, pairs);
        return result;
    }

    /** Fills [n * L] with {@code p(y_t | e_1..e_t)}, and gives ln Z. */
    private double forward(double[] emissions, int length, double[] alpha) {
        double sum = 0;
        double[] reached = new double[labels];
        for (int t = 0; t < length; t++) {
            if (t == 0) {
                System.arraycopy(start, 0, reached, 0, labels);
            } else {
                Arrays.fill(reached, 0);
                for (int i = 0; i < labels; i++) {
                    addScaled(alpha[(t - 1) * labels + i], factors, i * labels, reached);
                }
                for (int j = 0; j < labels; j++) {
                    reached[j] = Math.log(reached[j]);
                }
                sum += greatest;
            }
            for (int j = 0; j < labels; j++) {
                reached[j] += emissions[t * labels + j];
            }
            sum += normalise(reached, alpha, t * labels, t);
        }
        double best = Double.NEGATIVE_INFINITY;
        for (double value : end) {
            best = Math.max(best, value);
        }
        double ending = 0;
        for (int j = 0; j < labels; j++) {
            ending += alpha[(length - 1) * labels + j] * Math.exp(end[j] - best);
        }
        if (!(ending > 0)) {
            throw nothingAllowed(length - 1);
        }
        return sum + best + Math.log(ending);
    }

    /** {@code target = exp(values) / sum}; gives the logarithm of the sum. */
    private double normalise(double[] values, double[] target, int at, int t) {
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isNaN(value) || value == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("expected finite scores, found " + value + " at step " + t
                        + ": the model's weights are damaged or have diverged");
            }
            most = Math.max(most, value);
        }
        if (most == Double.NEGATIVE_INFINITY) {
            throw nothingAllowed(t);
        }
        double sum = 0;
        for (int j = 0; j < labels; j++) {
            double value = Math.exp(values[j] - most);
            target[at + j] = value;
            sum += value;
        }
        for (int j = 0; j < labels; j++) {
            target[at + j] /= sum;
        }
        return most + Math.log(sum);
    }

    private static IllegalArgumentException nothingAllowed(int t) {
        return new IllegalArgumentException("no label is allowed at step " + t
                + " after those that are allowed before it, or scores lie more than 700 nats apart: check which labels may"
                + " follow each other, and whether training has diverged");
    }

    private void backward(
            double[] emissions, int length, double[] alpha, double[] marginals, @Nullable LabelPairs pairs) {
        double[] beta = new double[labels];
        double[] weights = new double[labels]; // emission times beta of the step after
        double[] scratch = end.clone();
        normalise(scratch, beta, 0, length - 1);
        for (int t = length - 1; ; t--) {
            int at = t * labels;
            double sum = 0;
            for (int j = 0; j < labels; j++) {
                marginals[at + j] = alpha[at + j] * beta[j];
                sum += marginals[at + j];
            }
            if (!(sum > 0)) {
                throw nothingAllowed(t);
            }
            for (int j = 0; j < labels; j++) {
                marginals[at + j] /= sum;
            }
            if (t == 0) {
                break;
            }
            for (int j = 0; j < labels; j++) {
                scratch[j] = Math.log(beta[j]) + emissions[at + j];
            }
            normalise(scratch, weights, 0, t);
            int before = at - labels;
            double total = 0;
            double most = 0;
            for (int i = 0; i < labels; i++) {
                beta[i] = dot(factors, i * labels, weights);
                total += alpha[before + i] * beta[i];
                most = Math.max(most, beta[i]);
            }
            if (!(total > 0)) {
                throw nothingAllowed(t - 1);
            }
            if (pairs != null) {
                for (int i = 0; i < labels; i++) {
                    double scale = alpha[before + i] / total;
                    if (scale > 0) {
                        pairs.add(i, scale, factors, weights);
                    }
                }
            }
            for (int i = 0; i < labels; i++) {
                beta[i] /= most;
            }
        }
    }

    private static void addScaled(double factor, double[] values, int from, double[] sum) {
        if (factor != 0) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += factor * values[from + j];
            }
        }
    }

    private static double dot(double[] values, int from, double[] other) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = 0;
        for (; j + 3 < other.length; j += 4) {
            a += values[from + j] * other[j];
            b += values[from + j + 1] * other[j + 1];
            c += values[from + j + 2] * other[j + 2];
            d += values[from + j + 3] * other[j + 3];
        }
        for (; j < other.length; j++) {
            a += values[from + j] * other[j];
        }
        return a + b + c + d;
    }

    private void check(double[] emissions, int length) {
        if (length < 1) {
            throw new IllegalArgumentException("a label sequence has at least one step, found " + length);
        }
        if (emissions.length < length * labels) {
            throw new IllegalArgumentException("expected the emissions of " + length + " steps and " + labels
                    + " labels, found " + emissions.length + " numbers");
        }
    }
}
