package org.seq4j.experiments.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.seq4j.experiments.config.AttentionConfig;
import org.seq4j.experiments.config.DecoderConfig;
import org.seq4j.experiments.config.EncoderConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.Seq2SeqConfig;
import org.seq4j.models.attention.AttentionOutput;
import org.seq4j.models.graph.AttentionType;
import org.seq4j.models.graph.EmbeddingTies;
import org.seq4j.models.graph.RecurrentStack;
import org.seq4j.models.graph.Seq2Seq;
import org.seq4j.models.kernel.CellSpec;
import org.seq4j.models.recurrent.Direction;

/** Makes sequence-to-sequence models of what an experiment file says. */
final class Seq2SeqModels {
    private Seq2SeqModels() {}

    /** The model for vocabularies of these sizes. */
    static ComputationGraphConfiguration of(
            ExperimentConfig config, Seq2SeqConfig model, int sourceVocabulary, int targetVocabulary) {
        Seq2Seq.Builder builder = Seq2Seq.builder(sourceVocabulary, targetVocabulary)
                .encoder(stack -> encoder(stack, model.encoder()))
                .encoderDirection(direction(model.encoder()))
                .bridge(ModelParts.bridge(model.bridge()))
                .decoder(stack -> decoder(stack, model.decoder()))
                .copy(model.copy())
                .tieEmbeddings(ties(model.tieEmbeddings()))
                .labelSmoothing(config.training().labelSmoothing())
                .seed(config.seed())
                .kernel(ModelParts.kernel(config.backend()))
                .dataType(ModelParts.dataType(config.backend()))
                .inputFeeding(model.decoder().inputFeeding());
        attention(builder, model.attention());
        return builder.build();
    }

    private static void encoder(RecurrentStack stack, EncoderConfig config) {
        stack.cell(ModelParts.cell(config.cell()))
                .hiddenSize(config.hiddenSize())
                .numLayers(config.numLayers())
                .embeddingSize(config.embeddingDim())
                .dropout(config.dropout())
                .embeddingDropout(config.embeddingDropout())
                .variationalDropout(config.variationalDropout())
                .recurrentDropout(config.recurrentDropout())
                .layerNorm(config.layerNorm())
                .residual(config.residual());
    }

    private static void decoder(RecurrentStack stack, DecoderConfig config) {
        stack.cell(ModelParts.cell(config.cell()))
                .hiddenSize(config.hiddenSize())
                .numLayers(config.numLayers())
                .embeddingSize(config.embeddingDim())
                .dropout(config.dropout())
                .embeddingDropout(config.embeddingDropout())
                .variationalDropout(config.variationalDropout())
                .recurrentDropout(config.recurrentDropout())
                .layerNorm(config.layerNorm())
                .residual(config.residual());
    }

    private static Direction direction(EncoderConfig config) {
        if (config.bidirectional()) {
            return Direction.BIDIRECTIONAL_CONCAT;
        }
        return config.reverse() ? Direction.BACKWARD : Direction.FORWARD;
    }

    private static EmbeddingTies ties(Seq2SeqConfig.Tie tie) {
        return switch (tie) {
            case NONE -> EmbeddingTies.NONE;
            case TARGET_OUTPUT -> EmbeddingTies.TARGET_OUTPUT;
            case ALL -> EmbeddingTies.ALL;
        };
    }

    private static void attention(Seq2Seq.Builder builder, AttentionConfig config) {
        builder.attention(
                switch (config.type()) {
                    case NONE -> AttentionType.NONE;
                    case BAHDANAU -> AttentionType.BAHDANAU;
                    case LUONG_DOT -> AttentionType.LUONG_DOT;
                    case LUONG_GENERAL -> AttentionType.LUONG_GENERAL;
                    case LUONG_CONCAT -> AttentionType.LUONG_CONCAT;
                });
        if (config.type() == AttentionConfig.Type.NONE) {
            return;
        }
        builder.attentionOutput(
                        config.output() == AttentionConfig.Output.DEEP
                                ? AttentionOutput.DEEP
                                : AttentionOutput.ATTENTIONAL)
                .attentionDropout(config.dropout())
                .coverage(config.coverage());
        if (config.size() > 0) {
            builder.attentionSize(config.size());
        }
        if (config.outputSize() > 0) {
            builder.attentionalSize(config.outputSize());
        }
        if (config.coverage()) {
            builder.coverageLossWeight(config.coverageLoss());
        }
    }

    /** Which kernel computes each recurrent vertex; the step by step decoder of input feeding has one of its own. */
    static Map<String, String> kernels(ExperimentConfig config, Seq2SeqConfig model) {
        Map<String, String> kernels = new LinkedHashMap<>();
        EncoderConfig encoder = model.encoder();
        int width = encoder.bidirectional() ? 2 * encoder.hiddenSize() : encoder.hiddenSize();
        for (int number = 0; number < encoder.numLayers(); number++) {
            CellSpec spec = new CellSpec(
                    ModelParts.cell(encoder.cell()),
                    number == 0 ? encoder.embeddingDim() : width,
                    encoder.hiddenSize(),
                    encoder.layerNorm());
            kernels.put(Seq2Seq.encoder(number), ModelParts.kernel(config.backend(), spec, encoder.recurrentDropout()));
        }
        DecoderConfig decoder = model.decoder();
        for (int number = 0; number < decoder.numLayers() && !decoder.inputFeeding(); number++) {
            CellSpec spec = new CellSpec(
                    ModelParts.cell(decoder.cell()),
                    number == 0 ? decoder.embeddingDim() : decoder.hiddenSize(),
                    decoder.hiddenSize(),
                    decoder.layerNorm());
            kernels.put(Seq2Seq.decoder(number), ModelParts.kernel(config.backend(), spec, decoder.recurrentDropout()));
        }
        return kernels;
    }
}
