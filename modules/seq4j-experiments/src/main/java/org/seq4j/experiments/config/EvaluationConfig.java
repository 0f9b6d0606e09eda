package org.seq4j.experiments.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param metrics the metrics reported; null: the usual ones of the model
 * @param bleuTokenize what BLEU counts
 */
public record EvaluationConfig(
        @Key(
                description =
                        "Metrics of the development and test sets. Absent: the loss and the most usual ones of the kind of model. Of the model's probabilities: nats_per_token, perplexity, bits_per_character, token_accuracy. Of its outputs, with model.type: seq2seq: bleu, chrf, chrf_pp, wer, cer and per (edits per word, character or phoneme), sequence_error_rate, sequence_accuracy. Of those of model.type: pointer_network: sequence_error_rate, sequence_accuracy, and by data.task valid_rate (any but pointing), polygon_accuracy and area_coverage (convex_hull), triangulation_accuracy and triangle_coverage (delaunay), tour_length and tour_ratio (tsp); bits_per_character is left out where there is no text. Of model.type: classifier: nats (the loss), accuracy, macro_f1 and micro_f1. Of model.type: tagger: nats, token_accuracy, sequence_accuracy (all labels of a sentence right), macro_f1 and micro_f1 of the tags, span_f1 (data.sentences.scheme: bio) and intent_accuracy (model.intent: true). Of model.type: regressor: mse, mae and rmse, and with model.loss: bernoulli frame_nll and frame_nll_from_second (without the first step).",
                min = 1)
        @Nullable
        List<Metric> metrics,

        @Key(
                description =
                        "What BLEU counts: 13a, words and punctuation as the WMT evaluations cut them; char, characters; none, what white space separates.",
                defaultValue = "13a",
                onlyIf = "/model.type=seq2seq")
        BleuTokenize bleuTokenize) {

    /** Keeps a copy of the list. */
    public EvaluationConfig {
        metrics = metrics == null ? null : List.copyOf(metrics);
    }

    /** What BLEU counts. */
    public enum BleuTokenize {
        /** The tokens of the script mteval-v13a. */
        MTEVAL_13A("13a"),
        /** Characters. */
        CHAR("char"),
        /** What white space separates. */
        NONE("none");

        private final String key;

        BleuTokenize(String key) {
            this.key = key;
        }

        /** The name in the file. */
        @Override
        public String toString() {
            return key;
        }
    }
}
