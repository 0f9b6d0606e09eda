package org.seq4j.experiments.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.ReadOut;
import org.seq4j.experiments.config.SequenceEncoderConfig;
import org.seq4j.models.graph.EncoderBuilder;
import org.seq4j.models.graph.ReadOutType;
import org.seq4j.models.graph.RecurrentStack;
import org.seq4j.models.graph.Seq2Seq;
import org.seq4j.models.kernel.CellSpec;
import org.seq4j.models.recurrent.Direction;

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
        builder.encoder(stack -> layers(stack, encoder))
                .encoderDirection(direction(encoder))
                .seed(config.seed())
                .kernel(ModelParts.kernel(config.backend()))
                .dataType(ModelParts.dataType(config.backend()));
        return attentionSize == 0 ? builder : builder.attentionSize(attentionSize);
    }

    private static void layers(RecurrentStack stack, SequenceEncoderConfig encoder) {
        stack.cell(ModelParts.cell(encoder.cell()))
                .hiddenSize(encoder.hiddenSize())
                .numLayers(encoder.numLayers())
                .dropout(encoder.dropout())
                .embeddingDropout(encoder.embeddingDropout())
                .variationalDropout(encoder.variationalDropout())
                .recurrentDropout(encoder.recurrentDropout())
                .layerNorm(encoder.layerNorm())
                .residual(encoder.residual());
    }

    private static Direction direction(SequenceEncoderConfig encoder) {
        if (encoder.bidirectional()) {
            return Direction.BIDIRECTIONAL_CONCAT;
        }
        return encoder.reverse() ? Direction.BACKWARD : Direction.FORWARD;
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

    /** Which kernel computes each recurrent layer of an encoder that reads so many numbers. */
    static Map<String, String> kernels(ExperimentConfig config, SequenceEncoderConfig encoder, int inputSize) {
        Map<String, String> kernels = new LinkedHashMap<>();
        for (int number = 0; number < encoder.numLayers(); number++) {
            CellSpec spec = new CellSpec(
                    ModelParts.cell(encoder.cell()),
                    number == 0 ? inputSize : encoder.outputSize(),
                    encoder.hiddenSize(),
                    encoder.layerNorm());
            kernels.put(Seq2Seq.encoder(number), ModelParts.kernel(config.backend(), spec, encoder.recurrentDropout()));
        }
        return kernels;
    }
}
