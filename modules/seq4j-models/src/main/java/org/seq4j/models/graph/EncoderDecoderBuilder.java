package org.seq4j.models.graph;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.seq4j.models.recurrent.Direction;

/**
 * What the builders of models with an encoder and a decoder share: both, the bridge between them, and the width of the attention.
 *
 * @param <B> the builder itself
 */
public abstract sealed class EncoderDecoderBuilder<B extends EncoderDecoderBuilder<B>> extends ModelBuilder<B>
        permits Seq2Seq.Builder, PointerNetwork.Builder {
    final RecurrentStack encoder = new RecurrentStack();
    final RecurrentStack decoder = new RecurrentStack();
    Direction direction;
    Bridge bridge;
    private @Nullable Integer attentionSize;

    EncoderDecoderBuilder(Direction direction, Bridge bridge) {
        this.direction = direction;
        this.bridge = bridge;
    }

    /** Sets the encoder's options. The embedding size is for tokens alone. */
    public B encoder(Consumer<RecurrentStack> options) {
        options.accept(encoder);
        return self();
    }

    /**
     * How the encoder reads; default of sequence-to-sequence models: both ways, with the outputs joined; of pointer networks: forward, as in the paper.
     * {@link Direction#BACKWARD} is the reversed source of Sutskever et al. 2014: the encoder reads right to left within each example's own length, and every
     * position keeps its place.
     */
    public B encoderDirection(Direction value) {
        direction = value;
        return self();
    }

    /**
     * Where the decoder's initial states come from; default of sequence-to-sequence models: {@link Bridge#DENSE}; of pointer networks: {@link Bridge#COPY}.
     */
    public B bridge(Bridge value) {
        bridge = value;
        return self();
    }

    /** Sets the decoder's options. The decoder of a pointer network has no embedding of its own; its dropout also acts on the queries of the pointing node. */
    public B decoder(Consumer<RecurrentStack> options) {
        options.accept(decoder);
        return self();
    }

    /**
     * A, the width inside the tanh of {@link AttentionType#BAHDANAU} and {@link AttentionType#LUONG_CONCAT}, of glimpses and of the pointing node; default: the
     * decoder's hidden size.
     */
    public B attentionSize(int value) {
        attentionSize = value;
        return self();
    }

    final boolean setsAttentionSize() {
        return attentionSize != null;
    }

    /** A. */
    final int attentionSize() {
        return attentionSize == null ? decoder.hiddenSize() : attentionSize;
    }

    /** M. */
    final int memorySize() {
        return direction.outputSize(encoder.hiddenSize());
    }
}
