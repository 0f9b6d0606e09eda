package org.seq4j.models.crf;

import java.util.Arrays;

/**
 * A linear-chain CRF with given transition scores. The score of a label sequence y of length n over emissions e is
 *
 * <pre>s(y) = start(y_1) + e_1(y_1) + sum_{t>1} (transition(y_{t-1}, y_t) + e_t(y_t)) + end(y_n)</pre>
 *
 * and {@code p(y) = exp(s(y)) / Z}. What is not allowed has the score minus infinity. Emissions are {@code [n * L]}, step after step. Immutable and safe for several threads.
 *
 * <p>Sums over all label sequences are exact to double precision as long as no needed path lies more than some 700 nats below the best one at some step.
 */
public final class LinearChainCrf {
    private final int labels;
    private final double[][] transitions; // [L][L], from-major, minus infinity where not allowed
    private final double[] start;
    private final double[] end;
    private final double[][] factors; // exp(transition - greatest)
    private final double[][] factorsByTarget; // the same, to-major
    private final double greatest;
    private final double[] startFactors; // exp(start - greatest)
    private final double greatestStart;
    private final double[] endFactors; // exp(end - greatest)
    private final double greatestEnd;

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
        this.transitions = new double[labels][labels];
        this.start = new double[labels];
        this.end = new double[labels];
        for (int i = 0; i < labels; i++) {
            this.start[i] = allowed.begins(i) ? finite(start[i]) : Double.NEGATIVE_INFINITY;
            this.end[i] = allowed.ends(i) ? finite(end[i]) : Double.NEGATIVE_INFINITY;
            for (int j = 0; j < labels; j++) {
                this.transitions[i][j] =
                        allowed.allows(i, j) ? finite(transitions[i * labels + j]) : Double.NEGATIVE_INFINITY;
            }
        }
        greatest = greatest(this.transitions);
        greatestStart = greatest(this.start);
        greatestEnd = greatest(this.end);
        startFactors = factors(this.start, greatestStart);
        endFactors = factors(this.end, greatestEnd);
        factors = new double[labels][];
        factorsByTarget = new double[labels][labels];
        for (int i = 0; i < labels; i++) {
            factors[i] = factors(this.transitions[i], greatest);
            for (int j = 0; j < labels; j++) {
                factorsByTarget[j][i] = factors[i][j];
            }
        }
    }

    /** The greatest score; 0 where nothing is allowed. */
    private static double greatest(double[]... rows) {
        double most = Double.NEGATIVE_INFINITY;
        for (double[] row : rows) {
            for (double score : row) {
                most = Math.max(most, score);
            }
        }
        return most == Double.NEGATIVE_INFINITY ? 0 : most;
    }

    private static double[] factors(double[] scores, double greatest) {
        return Arrays.stream(scores).map(score -> Math.exp(score - greatest)).toArray();
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
        return transitions[from][to];
    }

    /** [L][L], from-major. */
    double[][] transitions() {
        return transitions;
    }

    /** {@code exp(transition - greatest)}, from-major. */
    double[][] factors() {
        return factors;
    }

    /** The same, to-major. */
    double[][] factorsByTarget() {
        return factorsByTarget;
    }

    /** The greatest score of a transition. */
    double greatest() {
        return greatest;
    }

    /** {@code exp(start - greatest)}. */
    double[] startFactors() {
        return startFactors;
    }

    /** The greatest score of starting. */
    double greatestStart() {
        return greatestStart;
    }

    /** {@code exp(end - greatest)}. */
    double[] endFactors() {
        return endFactors;
    }

    /** The greatest score of ending. */
    double greatestEnd() {
        return greatestEnd;
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
        return new ForwardBackward(this).forward(emissions, length);
    }

    /**
     * The marginals {@code p(y_t = j)} of every step, [n * L].
     *
     * @throws IllegalArgumentException as {@link #logPartition}
     */
    public double[] marginals(double[] emissions, int length) {
        check(emissions, length);
        double[] result = new double[length * labels];
        ForwardBackward passes = new ForwardBackward(this);
        passes.forward(emissions, length);
        passes.backward(emissions, length, result, null);
        return result;
    }

    void check(double[] emissions, int length) {
        if (length < 1) {
            throw new IllegalArgumentException("a label sequence has at least one step, found " + length);
        }
        if (emissions.length < length * labels) {
            throw new IllegalArgumentException("expected the emissions of " + length + " steps and " + labels
                    + " labels, found " + emissions.length + " numbers");
        }
    }
}
