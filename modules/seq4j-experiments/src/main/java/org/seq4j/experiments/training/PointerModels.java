package org.seq4j.experiments.training;

import java.util.Map;
import java.util.function.IntSupplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.PointerNetworkConfig;
import org.seq4j.models.graph.AttentionType;
import org.seq4j.models.graph.EncoderDecoderBuilder;
import org.seq4j.models.graph.PointerNetwork;
import org.seq4j.models.graph.Seq2Seq;

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
                .encoder(stack -> RecurrentParts.layers(stack, model.encoder()))
                .encoderDirection(RecurrentParts.direction(model.encoder()))
                .bridge(ModelParts.bridge(model.bridge()))
                .decoder(stack -> RecurrentParts.layers(stack, model.decoder())
                        .embeddingSize(model.decoder().hiddenSize()))
                .attention(attends ? AttentionType.BAHDANAU : AttentionType.NONE)
                .paddingId(-1);
        return complete(builder, config, model);
    }

    private static ComputationGraphConfiguration pointing(
            ExperimentConfig config, PointerNetworkConfig model, int features) {
        PointerNetwork.Builder builder = PointerNetwork.vectors(features)
                .encoder(stack -> RecurrentParts.layers(stack, model.encoder()))
                .encoderDirection(RecurrentParts.direction(model.encoder()))
                .bridge(ModelParts.bridge(model.bridge()))
                .decoder(stack -> RecurrentParts.layers(stack, model.decoder()))
                .glimpses(model.glimpses());
        return complete(builder, config, model);
    }

    private static <B extends EncoderDecoderBuilder<B>> ComputationGraphConfiguration complete(
            B builder, ExperimentConfig config, PointerNetworkConfig model) {
        if (model.attentionSize() > 0) {
            builder.attentionSize(model.attentionSize());
        }
        return ModelParts.complete(builder, config).build();
    }

    /** Which kernel computes each recurrent vertex. */
    static Map<String, String> kernels(ExperimentConfig config, PointerNetworkConfig model, int features) {
        int first = model.pointing() ? features : model.decoder().hiddenSize(); // what the decoder reads
        Map<String, String> kernels =
                RecurrentParts.kernels(config.backend(), model.encoder(), features, PointerNetwork::encoder);
        kernels.putAll(RecurrentParts.kernels(config.backend(), model.decoder(), first, PointerNetwork::decoder));
        return kernels;
    }
}
