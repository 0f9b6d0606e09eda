package org.seq4j.experiments.training;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.ReadOut;
import org.seq4j.experiments.config.SequenceEncoderConfig;
import org.seq4j.models.graph.EncoderBuilder;
import org.seq4j.models.graph.ReadOutType;
import org.seq4j.models.graph.Seq2Seq;

/** What a section {@code model.encoder} means to the builders of models without a decoder. */
final class EncoderParts {
    private EncoderParts() {}

    /**
     * Sets all that such models share, but for the size of embeddings.
     *
     * @param attentionSize of a read-out; 0: that of the encoder's output
     */
    static <B extends EncoderBuilder<B>> B complete(
            B builder, ExperimentConfig config, SequenceEncoderConfig encoder, int attentionSize) {
        builder.encoder(stack -> RecurrentParts.layers(stack, encoder).embeddingDropout(encoder.embeddingDropout()))
                .encoderDirection(RecurrentParts.direction(encoder));
        ModelParts.complete(builder, config);
        return attentionSize == 0 ? builder : builder.attentionSize(attentionSize);
    }

    static ReadOutType readOut(ReadOut readOut) {
        return switch (readOut) {
            case LAST -> ReadOutType.LAST;
            case MEAN -> ReadOutType.MEAN;
            case MAX -> ReadOutType.MAX;
            case SUM -> ReadOutType.SUM;
            case ATTENTION -> ReadOutType.ATTENTION;
        };
    }

    /** Why an encoder cannot read step by step, in words; null where it can. */
    static @Nullable String backwards(SequenceEncoderConfig encoder) {
        if (encoder.bidirectional()) {
            return "model.encoder.bidirectional is true";
        }
        return encoder.reverse() ? "model.encoder.reverse is true" : null;
    }

    /** Why a read-out cannot be had step by step, in words; null where it can. */
    static @Nullable String wholeReadOut(ReadOut readOut) {
        return readOut == ReadOut.LAST
                ? null
                : "model.read_out is " + readOut.name().toLowerCase(Locale.ROOT) + ", which needs the whole sequence";
    }

    /** Which kernel computes each recurrent layer of an encoder that reads so many numbers. */
    static Map<String, String> kernels(ExperimentConfig config, SequenceEncoderConfig encoder, int inputSize) {
        return RecurrentParts.kernels(config.backend(), encoder, inputSize, Seq2Seq::encoder);
    }
}
