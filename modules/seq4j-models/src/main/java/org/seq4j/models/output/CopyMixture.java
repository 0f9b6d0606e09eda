package org.seq4j.models.output;

import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.HostArrays;
import org.seq4j.models.node.AttentionLink;

/**
 * The mixture of generating and copying: {@code P(w) = p softmax(z)_w + (1 - p) sum of a_i over the positions i whose token is w} (See, Liu, Manning 2017,
 * equation 9), and the gradients of {@code -ln P(label)} with respect to p and a. One instance serves one pass over a batch.
 */
final class CopyMixture {
    private static final double FLOOR = 1e-30;

    private final AttentionLink.Copying copying;
    private final int vocabulary;
    private final String layer;
    private final int batch;
    private final int time; // S
    private final double[] weights; // [T * B * S]
    private final double[] generation; // [T * B]
    private final double[] mass; // [V + X], 0 between calls
    private final double @Nullable [] dWeights;
    private final double @Nullable [] dGeneration;

    private double negativeLogLikelihood;
    private boolean right;

    /**
     * Takes up the attention of a pass.
     *
     * @param vocabulary V
     * @param layer the output layer's name
     * @param gradient whether {@link #writeGradients} will be called
     * @throws IllegalArgumentException if the source has a negative id
     */
    CopyMixture(AttentionLink.Copying copying, int vocabulary, String layer, boolean gradient) {
        this.copying = copying;
        this.vocabulary = vocabulary;
        this.layer = layer;
        INDArray attention = copying.weights();
        batch = (int) attention.size(1);
        time = (int) attention.size(2);
        weights = new double[Math.toIntExact(attention.length())];
        generation = new double[Math.toIntExact(copying.generation().length())];
        HostArrays.copy(attention, weights);
        HostArrays.copy(copying.generation(), generation);
        mass = new double[extendedVocabulary(copying, vocabulary, layer)];
        dWeights = gradient ? new double[weights.length] : null;
        dGeneration = gradient ? new double[generation.length] : null;
    }

    /** V and the greatest number of tokens of a source that the vocabulary lacks. */
    static int extendedVocabulary(AttentionLink.Copying copying, int vocabulary, String layer) {
        int size = vocabulary;
        for (int id : copying.sources()) {
            if (id < 0) {
                throw new IllegalArgumentException("the output layer '" + layer
                        + "' copies tokens with ids from 0 on, found the id " + id + " in a source");
            }
            size = Math.max(size, id + 1);
        }
        return size;
    }

    /** {@code -ln P(label)} of the token added last. */
    double negativeLogLikelihood() {
        return negativeLogLikelihood;
    }

    /** Whether the label of the token added last was the most probable one. */
    boolean right() {
        return right;
    }

    /**
     * Adds a token.
     *
     * @param row its row in a time-major matrix [T * B, F]
     * @param label its id in the extended vocabulary
     * @param best the id with the greatest score
     * @param logLabel {@code ln softmax(z)} of the label; not read where the label is not of the vocabulary
     * @param softmax {@code softmax(z)} of an id of the vocabulary
     * @return the factor of {@code softmax(z) - [label]} in the gradient of z
     */
    double add(int row, int label, int best, double logLabel, IntToDoubleFunction softmax) {
        double p = generation[row];
        int source = row % batch;
        gather(row, source, 1);
        right = mostProbable(p, best, source, softmax) == label;
        double copied = (1 - p) * mass[label];
        double share = generated(row, source, label, p, copied, logLabel);
        gather(row, source, 0);
        return share;
    }

    /** Adds the attention of one row to the mass of each token times {@code keep}; with 0 the mass becomes 0 again. */
    private void gather(int row, int source, int keep) {
        int[] ids = copying.sources();
        for (int s = 0; s < time; s++) {
            int id = ids[s * batch + source];
            mass[id] = keep * (mass[id] + weights[row * time + s]);
        }
    }

    private int mostProbable(double p, int best, int source, IntToDoubleFunction softmax) {
        int result = best;
        double highest = p * softmax.applyAsDouble(best) + (1 - p) * mass[best];
        int[] ids = copying.sources();
        for (int s = 0; s < time; s++) {
            int id = ids[s * batch + source];
            double generated = id < vocabulary ? p * softmax.applyAsDouble(id) : 0;
            double probability = generated + (1 - p) * mass[id];
            if (probability > highest) {
                highest = probability;
                result = id;
            }
        }
        return result;
    }

    /** The loss and its gradients; returns how much of P(label) is generated. */
    private double generated(int row, int source, int label, double p, double copied, double logLabel) {
        if (copied == 0 && label < vocabulary) { // all is generated: stays exact where the softmax underflows
            double some = Math.max(p, FLOOR);
            negativeLogLikelihood = -Math.log(some) - logLabel;
            addGradient(row, source, label, -1 / some, -(1 - p) / Math.max(p * Math.exp(logLabel), FLOOR));
            return 1;
        }
        double softmax = label < vocabulary ? Math.exp(logLabel) : 0;
        double probability = Math.max(p * softmax + copied, FLOOR);
        if (copied == 0) {
            requireInSource(label, row, source);
        }
        negativeLogLikelihood = -Math.log(probability);
        addGradient(row, source, label, (mass[label] - softmax) / probability, -(1 - p) / probability);
        return p * softmax / probability;
    }

    private void addGradient(int row, int source, int label, double generationGradient, double weightGradient) {
        if (dWeights == null || dGeneration == null) {
            return;
        }
        dGeneration[row] = generationGradient;
        int[] ids = copying.sources();
        for (int s = 0; s < time; s++) {
            if (ids[s * batch + source] == label) {
                dWeights[row * time + s] = weightGradient;
            }
        }
    }

    private void requireInSource(int label, int row, int source) {
        int[] ids = copying.sources();
        for (int s = 0; s < time; s++) {
            if (ids[s * batch + source] == label) {
                return;
            }
        }
        throw new IllegalArgumentException("the output layer '" + layer + "' knows ids from 0 to " + (vocabulary - 1)
                + " and those of tokens that stand in the source, found the label " + label + " in example " + source
                + " at step " + row / batch + ", whose source does not have it");
    }

    /** {@code P} over the extended vocabulary, {@code [V + X]}, of one row, from softmax(z) {@code [V]} that starts at {@code from}. */
    void probabilities(int row, double[] softmax, int from, double[] target, int to) {
        double p = generation[row];
        gather(row, row % batch, 1);
        for (int v = 0; v < mass.length; v++) {
            target[to + v] = (1 - p) * mass[v] + (v < vocabulary ? p * softmax[from + v] : 0);
        }
        gather(row, row % batch, 0);
    }

    /** V + X. */
    int size() {
        return mass.length;
    }

    /** Leaves the gradients, times a factor, where the attention finds them. */
    void writeGradients(double scale) {
        if (dWeights == null || dGeneration == null) {
            throw new IllegalStateException("the pass gathered no gradients");
        }
        HostArrays.copy(dWeights, copying.weightGradient());
        copying.weightGradient().muli(scale);
        HostArrays.copy(dGeneration, copying.generationGradient());
        copying.generationGradient().muli(scale);
    }
}
