package org.seq4j.models.graph;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.seq4j.models.attention.AttentionOutput;
import org.seq4j.models.output.TokenStatistics;
import org.seq4j.models.recurrent.Direction;

/**
 * A sequence-to-sequence model: {@code p(y_1 .. y_T | x_1 .. x_S) = prod_t p(y_t | y_1 .. y_(t-1), x)} (Sutskever, Vinyals, Le 2014), with attention (Bahdanau,
 * Cho, Bengio 2015; Luong, Pham, Manning 2015) or without.
 *
 * <p>An encoder reads the source; a bridge makes the decoder's initial states of its final ones; the decoder reads the target up to a step and predicts the next
 * token. In a step the decoder's top layer makes the state s, which is the query of the attention; context and state become the attentional vector, and the output
 * layer reads that.
 *
 * <p>The graph has the inputs {@value #SOURCE} (ids {@code [B, S]}, or vectors {@code [B, F, S]}) and {@value #TARGET} (the decoder's input: the target tokens behind a start token, ids
 * {@code [B, T]}), with {@link Builder#copy} also {@value #COPY_SOURCE} (ids {@code [B, S]}: the source tokens in the target vocabulary, where a token that it
 * lacks has an id from V on, numbered within its example); masks 1 = real. Labels of its output {@value #OUTPUT}: the target tokens with an end token behind
 * them, ids {@code [B, T]}. It is plain Deeplearning4j: train it with {@code fit}, or with a loop of your own.
 */
public final class Seq2Seq {
    /** Name of the input of source tokens. */
    public static final String SOURCE = "source";

    /** Name of the decoder's input. */
    public static final String TARGET = "target";

    /** Name of the input of source tokens as ids of the extended target vocabulary, of models that copy. */
    public static final String COPY_SOURCE = "copySource";

    /** Name of the source embedding. */
    public static final String SOURCE_EMBEDDING = "sourceEmbedding";

    /** Name of the target embedding. */
    public static final String TARGET_EMBEDDING = "targetEmbedding";

    /** Name of the decoder with input feeding, cells and attention in one. */
    public static final String DECODER = "decoder";

    /** Name of the attention of a decoder without input feeding. */
    public static final String ATTENTION = "attention";

    /** Name of the output layer. */
    public static final String OUTPUT = "output";

    private Seq2Seq() {}

    /** A builder for vocabularies of these sizes. */
    public static Builder builder(int sourceVocabulary, int targetVocabulary) {
        return new Builder(sourceVocabulary, targetVocabulary);
    }

    /**
     * A builder for sources that are vectors, which the encoder reads as they are, without an embedding.
     *
     * @param features F
     * @param targetVocabulary V
     */
    public static Builder vectors(int features, int targetVocabulary) {
        Builder builder = new Builder(0, targetVocabulary);
        builder.sourceFeatures = features;
        builder.readsVectors = true;
        return builder;
    }

    /** Name of the encoder layer of this number, counted from 0. */
    public static String encoder(int number) {
        return "encoder" + number;
    }

    /** Name of the decoder layer of this number, counted from 0. */
    public static String decoder(int number) {
        return "decoder" + number;
    }

    /**
     * Scores a batch with the right tokens as decoder input (teacher forcing), without dropout, label smoothing and auxiliary losses.
     *
     * @param graph a graph as this class builds it
     * @param batch features and labels as the class says, with masks or none
     */
    public static TokenStatistics evaluate(ComputationGraph graph, MultiDataSet batch) {
        return LanguageModel.evaluate(graph, batch);
    }

    /** Builds the configuration of a sequence-to-sequence model. */
    public static final class Builder extends EncoderDecoderBuilder<Builder> {
        final int sourceVocabulary;
        final int targetVocabulary;
        AttentionType attention = AttentionType.BAHDANAU;
        AttentionOutput attentionOutput = AttentionOutput.ATTENTIONAL;
        EmbeddingTies ties = EmbeddingTies.NONE;
        double attentionDropout;
        boolean inputFeeding;
        boolean coverage;
        boolean copy;
        double labelSmoothing;
        int sourceFeatures; // F of sources that are vectors
        boolean readsVectors;

        @Nullable
        Double coverageLossWeight;

        private @Nullable Integer attentionalSize;

        private Builder(int sourceVocabulary, int targetVocabulary) {
            super(Direction.BIDIRECTIONAL_CONCAT, Bridge.DENSE);
            this.sourceVocabulary = sourceVocabulary;
            this.targetVocabulary = targetVocabulary;
        }

        @Override
        Builder self() {
            return this;
        }

        /** The attention; default {@link AttentionType#BAHDANAU}. */
        public Builder attention(AttentionType value) {
            attention = value;
            return this;
        }

        /** O, the size of the attentional vector; default: the decoder's hidden size. */
        public Builder attentionalSize(int value) {
            attentionalSize = value;
            return this;
        }

        /** How context and state become the attentional vector; default {@link AttentionOutput#ATTENTIONAL}. */
        public Builder attentionOutput(AttentionOutput value) {
            attentionOutput = value;
            return this;
        }

        /**
         * Whether the first decoder layer also reads the attentional vector of the step before, with the deep output the context of the step before (Luong et al.
         * 2015, section 3.3); default off.
         */
        public Builder inputFeeding(boolean value) {
            inputFeeding = value;
            return this;
        }

        /** Whether the attention knows how much it has attended to each position (See, Liu, Manning 2017, section 2.3); default off. */
        public Builder coverage(boolean value) {
            coverage = value;
            return this;
        }

        /** λ of the coverage loss {@code sum_i min(a_i, c_i)} (See et al. 2017, equation 13); default 1 with coverage. */
        public Builder coverageLossWeight(double value) {
            coverageLossWeight = value;
            return this;
        }

        /** Dropout of the attention weights that make the context; default 0. */
        public Builder attentionDropout(double rate) {
            attentionDropout = rate;
            return this;
        }

        /** Whether the model may copy source tokens, also those that the target vocabulary lacks (See et al. 2017, section 2.2); default off. */
        public Builder copy(boolean value) {
            copy = value;
            return this;
        }

        /** Which of the embeddings and the output share a table; default {@link EmbeddingTies#NONE}. */
        public Builder tieEmbeddings(EmbeddingTies value) {
            ties = value;
            return this;
        }

        /** ε of label smoothing; default 0. */
        public Builder labelSmoothing(double epsilon) {
            labelSmoothing = epsilon;
            return this;
        }

        @Override
        public ComputationGraphConfiguration build() {
            Seq2SeqChecks.check(this);
            return new Seq2SeqGraph(this).build();
        }

        boolean hasAttention() {
            return attention != AttentionType.NONE;
        }

        boolean setsAttentionalSize() {
            return attentionalSize != null;
        }

        /** What the output layer reads: O with attention, else H. */
        int outputInputSize() {
            return attentionalSize == null ? decoder.hiddenSize() : attentionalSize;
        }

        double coverageLossWeight() {
            return coverageLossWeight == null ? (coverage ? 1 : 0) : coverageLossWeight;
        }
    }
}
