package org.seq4j.experiments.config;

import java.util.List;

/**
 * A classifier: an encoder, one vector of its outputs, and one class, or any number of them, for the whole sequence.
 *
 * @param encoder what reads the sequence
 * @param characters what reads the characters of words
 * @param pretrained word vectors to start with
 * @param readOut how the encoder's outputs become one vector
 * @param attentionSize width of the attention of a read-out
 * @param multiLabel whether a sequence has any number of classes
 * @param classWeights weights of the classes in the loss
 */
@Variant("classifier")
public record ClassifierConfig(
        @Key(description = "What reads the sequence.") SequenceEncoderConfig encoder,

        @Key(
                description = "What reads the characters of words.",
                shorthand = "type",
                onlyIf = "/data.format=conll|parallel|lines|jsonl")
        CharactersConfig characters,

        @Key(
                description = "Word vectors that were trained elsewhere, which the model starts with.",
                shorthand = "path",
                onlyIf = "/data.format=conll|parallel|lines|jsonl")
        PretrainedConfig pretrained,

        @Key(
                description =
                        "How the encoder's outputs become one vector: last, its last state, of both directions where there are two; mean, max or sum over time; attention, a mean whose weights are learnt (Yang et al. 2016).",
                defaultValue = "last")
        ReadOut readOut,

        @Key(
                description = "Width of the attention of the read-out; 0 = that of the encoder's output.",
                defaultValue = "0",
                min = 0,
                max = 65536,
                onlyIf = "read_out=attention")
        int attentionSize,

        @Key(
                description =
                        "Whether a sequence has any number of classes, each a decision of its own (a class is predicted from probability 0.5 on), rather than exactly one.",
                defaultValue = "false")
        boolean multiLabel,

        @Key(description = "Weights of the classes in the loss.", shorthand = "type")
        ClassWeightsConfig classWeights)
        implements ModelConfig {

    @Override
    public Metric lossMetric() {
        return Metric.NATS;
    }

    @Override
    public List<Metric> usualMetrics(DataConfig data) {
        return List.of(Metric.NATS, Metric.ACCURACY, Metric.MACRO_F1);
    }
}
