package org.seq4j.models.crf;

import java.util.Arrays;

/**
 * The negative log-likelihood of labelled sequences, {@code ln Z - s(y)}, and its gradients, summed over sequences; for one thread.
 */
public final class CrfLoss {
    private final LinearChainCrf crf;
    private final ForwardBackward passes;
    private final LabelPairs pairs;
    private final double[] start;
    private final double[] end;
    private double loss;
    private long correct;

    /** Nothing added up yet. */
    public CrfLoss(LinearChainCrf crf) {
        this.crf = crf;
        passes = new ForwardBackward(crf);
        pairs = new LabelPairs(crf);
        start = new double[crf.labels()];
        end = new double[crf.labels()];
    }

    /**
     * Adds a sequence to the loss alone.
     *
     * @param emissions [n * L]
     * @param labels [n], each in 0..L-1
     * @return its loss
     * @throws IllegalArgumentException if the labels are not allowed to follow each other
     */
    public double add(double[] emissions, int[] labels) {
        double score = allowedScore(emissions, labels);
        double[] marginals = new double[labels.length * crf.labels()];
        double own = passes.forward(emissions, labels.length) - score;
        passes.backward(emissions, labels.length, marginals, null);
        count(marginals, labels);
        loss += own;
        return own;
    }

    /**
     * Adds a sequence to the loss and to the gradients.
     *
     * @param emissions [n * L]
     * @param labels [n], each in 0..L-1
     * @param gradient [n * L], is overwritten with the gradient with respect to the emissions: marginals minus one at the labels
     * @return its loss
     * @throws IllegalArgumentException if the labels are not allowed to follow each other
     */
    public double add(double[] emissions, int[] labels, double[] gradient) {
        int size = crf.labels();
        double score = allowedScore(emissions, labels);
        double own = passes.forward(emissions, labels.length) - score;
        passes.backward(emissions, labels.length, gradient, pairs);
        count(gradient, labels);
        int last = (labels.length - 1) * size;
        for (int j = 0; j < size; j++) {
            start[j] += gradient[j];
            end[j] += gradient[last + j];
        }
        start[labels[0]]--;
        end[labels[labels.length - 1]]--;
        for (int t = 0; t < labels.length; t++) {
            gradient[t * size + labels[t]]--;
            if (t > 0) {
                pairs.count(labels[t - 1], labels[t]);
            }
        }
        loss += own;
        return own;
    }

    /** Adds the sums of other sequences under the same CRF. */
    public void add(CrfLoss other) {
        loss += other.loss;
        correct += other.correct;
        pairs.add(other.pairs);
        HostSums.add(1, other.start, start);
        HostSums.add(1, other.end, end);
    }

    private void count(double[] marginals, int[] labels) {
        int size = crf.labels();
        for (int t = 0; t < labels.length; t++) {
            double own = marginals[t * size + labels[t]];
            boolean best = true;
            for (int j = 0; j < size && best; j++) {
                best = marginals[t * size + j] <= own;
            }
            correct += best ? 1 : 0;
        }
    }

    private double allowedScore(double[] emissions, int[] labels) {
        double score = crf.score(emissions, labels);
        if (score == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "a target sequence has labels that are not allowed to follow each other: " + Arrays.toString(labels)
                            + "; correct the labels, or allow their order");
        }
        return score;
    }

    /** The sum over sequences, in nats. */
    public double loss() {
        return loss;
    }

    /** At how many steps the label is the one of the greatest marginal probability. */
    public long correct() {
        return correct;
    }

    /** Its gradient with respect to the transitions, [L * L]. */
    public double[] transitionGradient() {
        return pairs.gradient();
    }

    /** Its gradient with respect to the scores of starting, [L]. */
    public double[] startGradient() {
        return start;
    }

    /** Its gradient with respect to the scores of ending, [L]. */
    public double[] endGradient() {
        return end;
    }
}
