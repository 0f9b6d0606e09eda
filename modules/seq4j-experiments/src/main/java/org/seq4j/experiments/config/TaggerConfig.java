package org.seq4j.experiments.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A tagger: an encoder and a tag for each step, and one class for the whole sequence where that is asked for.
 *
 * @param encoder what reads the sequence
 * @param characters what reads the characters of words
 * @param pretrained word vectors to start with
 * @param output how tags are chosen
 * @param bioConstraints whether only sequences of the scheme BIO come out
 * @param intent whether the whole sequence has a class too
 * @param readOut what the class is read from
 * @param attentionSize width of the attention of a read-out
 */
@Variant("tagger")
public record TaggerConfig(
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
                        "How tags are chosen: softmax, each for itself; crf, by a linear-chain conditional random field, which scores whole sequences of tags (Lafferty et al. 2001; Huang et al. 2015).",
                defaultValue = "softmax")
        Output output,

        @Key(
                description =
                        "Whether the CRF knows sequences of the scheme BIO alone: I-x comes after B-x or I-x only. Needs data.sentences.scheme: bio.",
                defaultValue = "false",
                onlyIf = "output=crf")
        boolean bioConstraints,

        @Key(
                description =
                        "Whether the whole sequence has a class too (slots and intent), predicted from the same encoder; the losses are added.",
                defaultValue = "false")
        boolean intent,

        @Key(
                description =
                        "What the class of the whole sequence is read from: last, the encoder's last state, of both directions where there are two; mean, max or sum over time; attention, a mean whose weights are learnt (Yang et al. 2016).",
                defaultValue = "last",
                onlyIf = "intent=true")
        ReadOut readOut,

        @Key(
                description = "Width of the attention of the read-out; 0 = that of the encoder's output.",
                defaultValue = "0",
                min = 0,
                max = 65536,
                onlyIf = "read_out=attention")
        int attentionSize)
        implements ModelConfig {

    /** How tags are chosen. */
    public enum Output {
        /** Each for itself. */
        SOFTMAX,
        /** As a whole. */
        CRF
    }

    @Override
    public Metric lossMetric() {
        return Metric.NATS;
    }

    @Override
    public List<Metric> usualMetrics(DataConfig data) {
        List<Metric> metrics = new ArrayList<>(List.of(Metric.NATS, Metric.TOKEN_ACCURACY));
        if (data.sentences().scheme() == SentencesConfig.Scheme.BIO) {
            metrics.add(Metric.SPAN_F1);
        }
        if (intent) {
            metrics.add(Metric.INTENT_ACCURACY);
        }
        return metrics;
    }
}
