package org.seq4j.experiments.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.PointerDecoderConfig;
import org.seq4j.experiments.config.PointerEncoderConfig;
import org.seq4j.experiments.config.PointerNetworkConfig;
import org.seq4j.models.graph.AttentionType;
import org.seq4j.models.graph.PointerNetwork;
import org.seq4j.models.graph.RecurrentStack;
import org.seq4j.models.graph.Seq2Seq;
import org.seq4j.models.kernel.CellSpec;
import org.seq4j.models.recurrent.Direction;

/** Makes pointer networks of what an experiment file says. */
final class PointerModels {
    private PointerModels() {}

    /**
     * The model for elements of so many numbers.
     *
     * @param most the greatest number of elements of an example, for a model that does not point
     */
    static ComputationGraphConfiguration of(
            ExperimentConfig config, PointerNetworkConfig model, int features, IntSupplier most) {
        return model.pointing() ? pointing(config, model, features) : fixed(config, model, features, most.getAsInt());
    }

    private static ComputationGraphConfiguration fixed(
            ExperimentConfig config, PointerNetworkConfig model, int features, int most) {
        boolean attends = model.fixedAttention() == PointerNetworkConfig.FixedAttention.BAHDANAU;
        Seq2Seq.Builder builder = Seq2Seq.vectors(features, most + 1) // 0 is the end
                .encoder(stack -> encoder(stack, model.encoder()))
                .encoderDirection(direction(model.encoder()))
                .bridge(ModelParts.bridge(model.bridge()))
                .decoder(stack -> {
                    decoder(stack, model.decoder());
                    stack.embeddingSize(model.decoder().hiddenSize());
                })
                .attention(attends ? AttentionType.BAHDANAU : AttentionType.NONE)
                .paddingId(-1)
                .seed(config.seed())
                .kernel(ModelParts.kernel(config.backend()))
                .dataType(ModelParts.dataType(config.backend()));
        if (model.attentionSize() > 0) {
            builder.attentionSize(model.attentionSize());
        }
        return builder.build();
    }

    private static ComputationGraphConfiguration pointing(
            ExperimentConfig config, PointerNetworkConfig model, int features) {
        PointerNetwork.Builder builder = PointerNetwork.vectors(features)
                .encoder(stack -> encoder(stack, model.encoder()))
                .encoderDirection(direction(model.encoder()))
                .bridge(ModelParts.bridge(model.bridge()))
                .decoder(stack -> decoder(stack, model.decoder()))
                .glimpses(model.glimpses())
                .seed(config.seed())
                .kernel(ModelParts.kernel(config.backend()))
                .dataType(ModelParts.dataType(config.backend()));
        if (model.attentionSize() > 0) {
            builder.attentionSize(model.attentionSize());
        }
        return builder.build();
    }

    private static void encoder(RecurrentStack stack, PointerEncoderConfig config) {
        stack.cell(ModelParts.cell(config.cell()))
                .hiddenSize(config.hiddenSize())
                .numLayers(config.numLayers())
                .dropout(config.dropout())
                .variationalDropout(config.variationalDropout())
                .recurrentDropout(config.recurrentDropout())
                .layerNorm(config.layerNorm())
                .residual(config.residual());
    }

    private static void decoder(RecurrentStack stack, PointerDecoderConfig config) {
        stack.cell(ModelParts.cell(config.cell()))
                .hiddenSize(config.hiddenSize())
                .numLayers(config.numLayers())
                .dropout(config.dropout())
                .variationalDropout(config.variationalDropout())
                .recurrentDropout(config.recurrentDropout())
                .layerNorm(config.layerNorm())
                .residual(config.residual());
    }

    private static Direction direction(PointerEncoderConfig config) {
        if (config.bidirectional()) {
            return Direction.BIDIRECTIONAL_CONCAT;
        }
        return config.reverse() ? Direction.BACKWARD : Direction.FORWARD;
    }

    /** Which kernel computes each recurrent vertex. */
    static Map<String, String> kernels(ExperimentConfig config, PointerNetworkConfig model, int features) {
        Map<String, String> kernels = new LinkedHashMap<>();
        PointerEncoderConfig encoder = model.encoder();
        for (int number = 0; number < encoder.numLayers(); number++) {
            CellSpec spec = new CellSpec(
                    ModelParts.cell(encoder.cell()),
                    number == 0 ? features : encoder.outputSize(),
                    encoder.hiddenSize(),
                    encoder.layerNorm());
            kernels.put(
                    PointerNetwork.encoder(number),
                    ModelParts.kernel(config.backend(), spec, encoder.recurrentDropout()));
        }
        PointerDecoderConfig decoder = model.decoder();
        for (int number = 0; number < decoder.numLayers(); number++) {
            CellSpec spec = new CellSpec(
                    ModelParts.cell(decoder.cell()),
                    number == 0 && model.pointing() ? features : decoder.hiddenSize(),
                    decoder.hiddenSize(),
                    decoder.layerNorm());
            kernels.put(
                    PointerNetwork.decoder(number),
                    ModelParts.kernel(config.backend(), spec, decoder.recurrentDropout()));
        }
        return kernels;
    }
}
