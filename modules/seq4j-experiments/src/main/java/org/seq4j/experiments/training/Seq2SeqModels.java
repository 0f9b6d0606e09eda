package org.seq4j.experiments.training;

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
import org.seq4j.models.graph.Seq2Seq;

/** Makes sequence-to-sequence models of what an experiment file says. */
final class Seq2SeqModels {
    private Seq2SeqModels() {}

    /** The model for vocabularies of these sizes. */
    static ComputationGraphConfiguration of(
            ExperimentConfig config, Seq2SeqConfig model, int sourceVocabulary, int targetVocabulary) {
        Seq2Seq.Builder builder = Seq2Seq.builder(sourceVocabulary, targetVocabulary)
                .encoder(stack -> RecurrentParts.layers(stack, model.encoder())
                        .embeddingSize(model.encoder().embeddingDim())
                        .embeddingDropout(model.encoder().embeddingDropout()))
                .encoderDirection(RecurrentParts.direction(model.encoder()))
                .bridge(ModelParts.bridge(model.bridge()))
                .decoder(stack -> RecurrentParts.layers(stack, model.decoder())
                        .embeddingSize(model.decoder().embeddingDim())
                        .embeddingDropout(model.decoder().embeddingDropout()))
                .copy(model.copy())
                .tieEmbeddings(ties(model.tieEmbeddings()))
                .labelSmoothing(config.training().labelSmoothing())
                .inputFeeding(model.decoder().inputFeeding());
        attention(builder, model.attention());
        return ModelParts.complete(builder, config).build();
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
        EncoderConfig encoder = model.encoder();
        Map<String, String> kernels =
                RecurrentParts.kernels(config.backend(), encoder, encoder.embeddingDim(), Seq2Seq::encoder);
        DecoderConfig decoder = model.decoder();
        if (!decoder.inputFeeding()) {
            kernels.putAll(RecurrentParts.kernels(config.backend(), decoder, decoder.embeddingDim(), Seq2Seq::decoder));
        }
        return kernels;
    }
}
