package org.seq4j.models.graph;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.seq4j.models.output.TokenStatistics;
import org.seq4j.models.recurrent.Direction;

/**
 * A pointer network: {@code p(c_1 .. c_T | x_1 .. x_S) = prod_t p(c_t | c_1 .. c_(t-1), x)}, where each {@code c_t} is a position in the input (Vinyals, Fortunato,
 * Jaitly 2015).
 *
 * <p>An encoder reads the elements, which are vectors or tokens; a bridge makes the decoder's initial states of its final ones; the decoder reads the elements chosen
 * so far, and its state is the query of an additive attention whose weights over the elements are the distribution of the next choice. Glimpses refine the query
 * first: each attends to the elements and makes the next query of what it found and the one before (Vinyals, Bengio, Kudlur 2016; Bello et al. 2017).
 *
 * <p>Glimpses and pointing have no notion of order, but a recurrent encoder has: when the elements are permuted, the distribution of the first choice is not just permuted
 * with them. It would be with an encoder whose memory follows a permutation and whose final state does not change.
 *
 * <p>The graph has the inputs {@value #SOURCE} (vectors {@code [B, F, S]}, or ids {@code [B, S]}) with the mask {@code [B, S]} and {@value #TARGET} (positions
 * {@code [B, T]}: 0 for the start, then the choices c_1 .. c_(T-1)) with the mask {@code [B, T]}; masks 1 = real. Labels of its output {@value #OUTPUT}: the choices
 * c_1 .. c_(T-1) and 0 for the end, {@code [B, T]}. <b>Positions are counted from 1.</b> With S elements there are S + 1 outcomes, and no parameter depends on S. It is
 * plain Deeplearning4j: train it with {@code fit}, or with a loop of your own.
 */
public final class PointerNetwork {
    /** Name of the input of elements. */
    public static final String SOURCE = "source";

    /** Name of the decoder's input, positions. */
    public static final String TARGET = "target";

    /** Name of the embedding of elements that are tokens. */
    public static final String SOURCE_EMBEDDING = "sourceEmbedding";

    /** Name of the node that looks up the chosen elements. */
    public static final String CHOSEN = "chosen";

    /** Name of the node that scores the elements. */
    public static final String POINTER = "pointer";

    /** Name of the output layer. */
    public static final String OUTPUT = "output";

    private PointerNetwork() {}

    /**
     * A builder for elements that are vectors.
     *
     * @param features F
     */
    public static Builder vectors(int features) {
        return new Builder(features, 0);
    }

    /**
     * A builder for elements that are tokens, with an embedding whose size the encoder's options have. The decoder reads the same embedding.
     *
     * @param vocabulary V
     */
    public static Builder tokens(int vocabulary) {
        return new Builder(0, vocabulary);
    }

    /** Name of the encoder layer of this number, counted from 0. */
    public static String encoder(int number) {
        return Seq2Seq.encoder(number);
    }

    /** Name of the decoder layer of this number, counted from 0. */
    public static String decoder(int number) {
        return Seq2Seq.decoder(number);
    }

    /** Name of the glimpse of this number, counted from 0. */
    public static String glimpse(int number) {
        return "glimpse" + number;
    }

    /**
     * Scores a batch with the right choices as decoder input (teacher forcing), without dropout.
     *
     * @param graph a graph as this class builds it
     * @param batch features and labels as the class says, with masks or none
     */
    public static TokenStatistics evaluate(ComputationGraph graph, MultiDataSet batch) {
        return LanguageModel.evaluate(graph, batch);
    }

    /** Builds the configuration of a pointer network. */
    public static final class Builder extends EncoderDecoderBuilder<Builder> {
        final int features;
        final int vocabulary; // 0: the elements are vectors
        int glimpses;

        private Builder(int features, int vocabulary) {
            super(Direction.FORWARD, Bridge.COPY);
            this.features = features;
            this.vocabulary = vocabulary;
        }

        @Override
        Builder self() {
            return this;
        }

        /** How many glimpses there are before pointing; default 0. */
        public Builder glimpses(int value) {
            glimpses = value;
            return this;
        }

        @Override
        public ComputationGraphConfiguration build() {
            PointerNetworkGraph.check(this);
            return PointerNetworkGraph.build(this);
        }

        boolean hasTokens() {
            return vocabulary > 0;
        }

        /** E, the size of an element as encoder and decoder read it. */
        int elementSize() {
            return hasTokens() ? encoder.embeddingSize() : features;
        }
    }
}
