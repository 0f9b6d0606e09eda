package org.seq4j.models.graph;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.seq4j.models.embedding.TokenEmbedding;
import org.seq4j.models.kernel.Cell;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.CustomCell;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.Faults;
import org.seq4j.models.output.SequenceOutputLayer;
import org.seq4j.models.output.TokenOutput;
import org.seq4j.models.output.TokenStatistics;
import org.seq4j.models.recurrent.Recurrent;

/**
 * A recurrent language model: {@code p(w_1 .. w_T) = prod_t p(w_t | w_1 .. w_(t-1))} (Mikolov et al. 2010; Zaremba, Sutskever, Vinyals 2014).
 *
 * <p>Embedding, a stack of recurrent layers, softmax over the vocabulary. The graph has the input {@value #INPUT} (ids {@code [B, T]}, mask {@code [B, T]}), the
 * vertices {@value #EMBEDDING}, {@code rnn0}, {@code rnn1}, ... and the output {@value #OUTPUT} (labels: ids {@code [B, T]}). It is plain Deeplearning4j: train
 * it with {@code fit}, or with a loop of your own.
 */
public final class LanguageModel {
    /** Name of the input. */
    public static final String INPUT = "tokens";

    /** Name of the embedding. */
    public static final String EMBEDDING = "embedding";

    /** Name of the output layer. */
    public static final String OUTPUT = "output";

    private LanguageModel() {}

    /** A builder for a vocabulary of this size. */
    public static Builder builder(int vocabularySize) {
        return new Builder(vocabularySize);
    }

    /** Name of the recurrent layer of this number, counted from 0. */
    public static String layer(int number) {
        return "rnn" + number;
    }

    /**
     * Scores a batch without dropout and label smoothing, holding the scores of a few hundred tokens at a time. A stateful model starts from the states it
     * carries.
     *
     * @param graph a graph whose one output layer is of this library
     * @param batch features ids {@code [B, T]}, labels ids {@code [B, T]}, masks {@code [B, T]} or none
     */
    public static TokenStatistics evaluate(ComputationGraph graph, MultiDataSet batch) {
        graph.score(batch, false);
        return ((SequenceOutputLayer<?>) graph.getOutputLayer(0)).statistics();
    }

    /** Builds the configuration of a language model. */
    public static final class Builder extends ModelBuilder<Builder> {
        private final int vocabularySize;
        private int embeddingSize = 128;
        private Cell cell = CellType.LSTM;
        private int hiddenSize = 256;
        private int numLayers = 1;
        private double dropout;
        private double embeddingDropout;
        private boolean variationalDropout;
        private double recurrentDropout;
        private boolean layerNorm;
        private boolean residual;
        private boolean tieEmbeddings;
        private double labelSmoothing;
        private double forgetBias = 1;
        private boolean stateful;

        private Builder(int vocabularySize) {
            this.vocabularySize = vocabularySize;
        }

        @Override
        Builder self() {
            return this;
        }

        /** E; default 128. */
        public Builder embeddingSize(int value) {
            embeddingSize = value;
            return this;
        }

        /** The cell, a {@link CellType} or a {@link CustomCell}; default LSTM. */
        public Builder cell(Cell value) {
            cell = value;
            return this;
        }

        /** H of every recurrent layer; default 256. */
        public Builder hiddenSize(int value) {
            hiddenSize = value;
            return this;
        }

        /** How many recurrent layers; default 1. */
        public Builder numLayers(int value) {
            numLayers = value;
            return this;
        }

        /** Dropout between recurrent layers and before the output (Zaremba et al. 2014); default 0. */
        public Builder dropout(double rate) {
            dropout = rate;
            return this;
        }

        /** Dropout of the embedding; default 0. */
        public Builder embeddingDropout(double rate) {
            embeddingDropout = rate;
            return this;
        }

        /** One dropout mask for all steps of a sequence, before recurrent layers (Gal and Ghahramani 2016); default off. */
        public Builder variationalDropout(boolean value) {
            variationalDropout = value;
            return this;
        }

        /** Dropout of h(t-1), one mask for all steps (Gal and Ghahramani 2016); default 0. */
        public Builder recurrentDropout(double rate) {
            recurrentDropout = rate;
            return this;
        }

        /** Layer normalisation in the cells (Ba, Kiros, Hinton 2016); default off. */
        public Builder layerNorm(boolean value) {
            layerNorm = value;
            return this;
        }

        /** Residual connections around each recurrent layer whose input is as wide as its output; default off. */
        public Builder residual(boolean value) {
            residual = value;
            return this;
        }

        /** Embedding and output share one table (Press and Wolf 2017); needs E = H; default off. */
        public Builder tieEmbeddings(boolean value) {
            tieEmbeddings = value;
            return this;
        }

        /** ε of label smoothing; default 0. */
        public Builder labelSmoothing(double epsilon) {
            labelSmoothing = epsilon;
            return this;
        }

        /** Initial bias of the forget gate of LSTM cells; default 1. */
        public Builder forgetBias(double value) {
            forgetBias = value;
            return this;
        }

        /** Lets {@link TruncatedBptt} carry states from window to window; default off. */
        public Builder stateful(boolean value) {
            stateful = value;
            return this;
        }

        @Override
        public ComputationGraphConfiguration build() {
            check();
            var graph = graph(INPUT)
                    .addVertex(
                            EMBEDDING,
                            TokenEmbedding.builder(vocabularySize, embeddingSize)
                                    .paddingId(paddingId())
                                    .tiedOutput(tieEmbeddings ? OUTPUT : null)
                                    .build(),
                            INPUT);
            String below = EMBEDDING;
            for (int number = 0; number < numLayers; number++) {
                int inputSize = number == 0 ? embeddingSize : hiddenSize;
                Recurrent layer = Recurrent.builder(cell, inputSize, hiddenSize)
                        .inputDropout(number == 0 ? embeddingDropout : dropout)
                        .variationalDropout(variationalDropout)
                        .recurrentDropout(recurrentDropout)
                        .layerNorm(layerNorm)
                        .residual(residual && inputSize == hiddenSize)
                        .forgetBias(forgetBias)
                        .stateful(stateful)
                        .kernel(kernel())
                        .build();
                graph.addVertex(layer(number), layer, below);
                below = layer(number);
            }
            TokenOutput output = TokenOutput.builder(hiddenSize, vocabularySize)
                    .labelSmoothing(labelSmoothing)
                    .inputDropout(dropout)
                    .tied(tieEmbeddings)
                    .build();
            return graph.addLayer(OUTPUT, output, below).setOutputs(OUTPUT).build();
        }

        private void check() {
            Faults faults = new Faults();
            if (vocabularySize < 2) {
                faults.add("the vocabulary size is at least 2, found " + vocabularySize);
            }
            faults.positive("embedding size", embeddingSize);
            faults.positive("hidden size", hiddenSize);
            faults.positive("number of layers", numLayers);
            faults.check(() -> DropoutMask.checkRate("dropout", dropout));
            faults.check(() -> DropoutMask.checkRate("embedding dropout", embeddingDropout));
            faults.check(() -> DropoutMask.checkRate("recurrent dropout", recurrentDropout));
            faults.check(() -> DropoutMask.checkRate("label smoothing", labelSmoothing));
            if (tieEmbeddings && embeddingSize != hiddenSize) {
                faults.add("tied embeddings need an embedding size equal to the hidden size; they are " + embeddingSize
                        + " and " + hiddenSize);
            }
            if (residual && numLayers == 1 && embeddingSize != hiddenSize) {
                faults.add("no layer can have a residual connection: the only one has the input size " + embeddingSize
                        + " and the output size " + hiddenSize);
            }
            faults.throwIfAny("language model");
        }
    }
}
