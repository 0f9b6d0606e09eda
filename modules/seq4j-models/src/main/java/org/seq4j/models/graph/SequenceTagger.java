package org.seq4j.models.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.node.Faults;
import org.seq4j.models.output.ClassOutput;
import org.seq4j.models.output.CrfOutput;
import org.seq4j.models.output.CrfOutputLayer;
import org.seq4j.models.output.Projection;
import org.seq4j.models.output.TokenOutput;
import org.seq4j.models.recurrent.Direction;

/**
 * One label for each token of a sequence (Huang, Xu, Yu 2015; Lample et al. 2016), and one for the whole of it where that is asked for (slots and intent: Liu and Lane 2016).
 *
 * <p>The graph has the inputs {@link EncoderBuilder#SOURCE} and, with characters, {@link EncoderBuilder#CHARACTERS}, masks 1 = real; the output {@value #OUTPUT} with labels
 * {@code [B, T]}, and with intents the second output {@value #INTENT} with labels {@code [B, 1]}. The losses are added.
 */
public final class SequenceTagger {
    /** Name of the output layer of labels. */
    public static final String OUTPUT = "output";

    /** Name of the output layer of intents. */
    public static final String INTENT = "intent";

    private static final String SCORES = "scores";

    private SequenceTagger() {}

    /** A builder for sequences of tokens with this many labels. */
    public static Builder tokens(int vocabulary, int labels) {
        return new Builder(0, vocabulary, labels);
    }

    /** A builder for sequences of vectors. */
    public static Builder vectors(int features, int labels) {
        return new Builder(features, 0, labels);
    }

    /**
     * What a model says of a batch.
     *
     * @param labels the best labels of each example, [B][real tokens of the example]: with a CRF the best sequence, else the best label of each token
     * @param probabilities of the labels, [B, L, T]: with a CRF the marginal ones
     * @param intents the probabilities of the classes of whole sequences, [B, I]; null: there are none
     */
    public record Prediction(
            int[][] labels,
            INDArray probabilities,
            @Nullable INDArray intents) {}

    /**
     * The best labels of each example.
     *
     * @param graph a graph as this class builds it
     * @param features its inputs
     * @param masks their masks; null: every step is real
     * @return [B][real tokens of the example]
     */
    public static int[][] label(ComputationGraph graph, INDArray[] features, INDArray @Nullable [] masks) {
        return predict(graph, features, masks).labels();
    }

    /**
     * Labels, probabilities and intents of a batch.
     *
     * @param graph a graph as this class builds it
     * @param features its inputs
     * @param masks their masks; null: every step is real
     */
    public static Prediction predict(ComputationGraph graph, INDArray[] features, INDArray @Nullable [] masks) {
        INDArray mask = masks == null ? null : masks[0];
        graph.setInputs(features.clone()); // the graph keeps the array, and may write to it
        graph.setLayerMaskArrays(masks, null);
        try {
            Map<String, INDArray> activations = graph.feedForward(false);
            INDArray probabilities = Objects.requireNonNull(activations.get(OUTPUT));
            int[][] labels = graph.getLayer(OUTPUT) instanceof CrfOutputLayer crf
                    ? crf.best(Objects.requireNonNull(activations.get(SCORES)), mask)
                    : greatest(probabilities, mask);
            return new Prediction(labels, probabilities, activations.get(INTENT));
        } finally {
            graph.clearLayerMaskArrays();
        }
    }

    private static int[][] greatest(INDArray probabilities, @Nullable INDArray mask) {
        INDArray best = probabilities.argMax(1); // [B, T]
        int[][] labels = new int[(int) best.size(0)][];
        for (int b = 0; b < labels.length; b++) {
            int[] row = new int[(int) best.size(1)];
            int n = 0;
            for (int t = 0; t < row.length; t++) {
                if (mask == null || mask.getDouble(b, t) != 0) {
                    row[n++] = best.getInt(b, t);
                }
            }
            labels[b] = Arrays.copyOf(row, n);
        }
        return labels;
    }

    /** Builds the configuration of a tagger. */
    public static final class Builder extends EncoderBuilder<Builder> {
        private final int labels;
        private boolean crf;
        private @Nullable List<String> bioNames;
        private int intents;
        private ReadOutType readOut = ReadOutType.LAST;
        private double labelSmoothing;

        private Builder(int features, int vocabulary, int labels) {
            super(features, vocabulary, Direction.BIDIRECTIONAL_CONCAT);
            this.labels = labels;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Whether a linear-chain CRF scores label sequences as a whole; default off: a softmax for each token. */
        public Builder crf(boolean value) {
            crf = value;
            return this;
        }

        /** Names of the labels, by id: the CRF then gives sequences of the scheme BIO alone; null, the default: any. */
        public Builder bioNames(@Nullable List<String> names) {
            bioNames = names == null ? null : List.copyOf(names);
            return this;
        }

        /** How many classes of whole sequences there are; default 0: no second output. */
        public Builder intents(int value) {
            intents = value;
            return this;
        }

        /** What the second output reads; default {@link ReadOutType#LAST}. */
        public Builder readOut(ReadOutType value) {
            readOut = value;
            return this;
        }

        /** Label smoothing of the softmax (Szegedy et al. 2016); default 0. */
        public Builder labelSmoothing(double epsilon) {
            labelSmoothing = epsilon;
            return this;
        }

        @Override
        public ComputationGraphConfiguration build() {
            Faults faults = new Faults();
            check(faults);
            if (labels < 1) {
                faults.add("there is at least 1 label, found " + labels);
            }
            if (bioNames != null && bioNames.size() != labels) {
                faults.add("expected the names of " + labels + " labels, found " + bioNames.size());
            }
            if (bioNames != null && !crf) {
                faults.add("names of BIO labels constrain a CRF: switch it on, or leave the names out");
            }
            if (crf && labelSmoothing > 0) {
                faults.add("there is no label smoothing for a CRF; found " + labelSmoothing);
            }
            if (intents < 0 || intents == 1) {
                faults.add("there are no intents or at least 2, found " + intents);
            }
            faults.throwIfAny("sequence tagger");
            GraphBuilder graph = graph();
            String encoder = encode(graph, intents > 0 && readOut == ReadOutType.LAST);
            if (crf) {
                CrfOutput output = bioNames == null ? CrfOutput.of(labels) : CrfOutput.bio(bioNames);
                graph.addVertex(SCORES, new Projection(outputSize(), labels, dropout()), encoder);
                graph.addLayer(OUTPUT, output, SCORES);
            } else {
                graph.addLayer(
                        OUTPUT,
                        TokenOutput.builder(outputSize(), labels)
                                .inputDropout(dropout())
                                .labelSmoothing(labelSmoothing)
                                .build(),
                        encoder);
            }
            if (intents == 0) {
                return graph.setOutputs(OUTPUT).build();
            }
            String read = readOut(graph, readOut, encoder);
            graph.addVertex("intentScores", new Projection(outputSize(), intents, dropout()), read);
            graph.addLayer(INTENT, ClassOutput.softmax(intents), "intentScores");
            return graph.setOutputs(OUTPUT, INTENT).build();
        }
    }
}
