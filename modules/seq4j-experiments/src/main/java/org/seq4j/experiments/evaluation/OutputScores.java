package org.seq4j.experiments.evaluation;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.seq4j.experiments.config.EvaluationConfig;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.metric.Bleu;
import org.seq4j.experiments.evaluation.metric.BleuTokenization;
import org.seq4j.experiments.evaluation.metric.Chrf;
import org.seq4j.experiments.evaluation.metric.CorpusScore;
import org.seq4j.experiments.evaluation.metric.ErrorRate;
import org.seq4j.experiments.evaluation.metric.References;
import org.seq4j.experiments.evaluation.metric.SequenceMatch;

/**
 * The metrics that compare outputs with references. BLEU and chrF compare line by line, as sacreBLEU does with two files;
 * for the error rates and the accuracy a source that repeats counts once, and any of its references is right.
 */
final class OutputScores {
    private final List<String> sources;
    private final List<String> references;
    private final Map<String, String> outputs = new LinkedHashMap<>();
    private final BleuTokenization tokenization;

    /**
     * @param sources N texts
     * @param references N texts
     * @param predict outputs for texts, each text once
     * @param config what BLEU counts
     */
    OutputScores(
            List<String> sources,
            List<String> references,
            UnaryOperator<List<String>> predict,
            EvaluationConfig config) {
        this.sources = sources;
        this.references = references;
        this.tokenization = switch (config.bleuTokenize()) {
            case MTEVAL_13A -> BleuTokenization.MTEVAL_13A;
            case CHAR -> BleuTokenization.CHAR;
            case NONE -> BleuTokenization.NONE;
        };
        List<String> distinct = sources.stream().distinct().toList();
        List<String> predicted = predict.apply(distinct);
        for (int i = 0; i < distinct.size(); i++) {
            outputs.put(distinct.get(i), predicted.get(i));
        }
    }

    /** The scores of the metrics that need outputs. */
    Map<Metric, CorpusScore> scores(Collection<Metric> metrics) {
        Map<Metric, CorpusScore> scores = new EnumMap<>(Metric.class);
        for (Metric metric : metrics) {
            if (metric.isDecoding()) {
                scores.put(metric, score(metric));
            }
        }
        return scores;
    }

    private CorpusScore score(Metric metric) {
        List<String> lines = sources.stream()
                .map(source -> Objects.requireNonNull(outputs.get(source)))
                .toList();
        List<List<String>> single = References.single(references);
        References grouped = References.bySource(sources, references);
        List<String> once = List.copyOf(outputs.values());
        List<List<String>> any = grouped.references();
        return switch (metric) {
            case BLEU -> new Bleu(tokenization).score(lines, single);
            case CHRF -> Chrf.characters().score(lines, single);
            case CHRF_PP -> Chrf.withWords().score(lines, single);
            case WER -> ErrorRate.wer().score(once, any);
            case CER -> ErrorRate.cer().score(once, any);
            case PER -> ErrorRate.per().score(once, any);
            case SEQUENCE_ERROR_RATE -> SequenceMatch.errorRate().score(once, any);
            case SEQUENCE_ACCURACY -> {
                CorpusScore errors = SequenceMatch.errorRate().score(once, any);
                yield new CorpusScore(
                        "accuracy", SequenceMatch.accuracy(once, any), errors.signature(), errors.details());
            }
            case NATS_PER_TOKEN, PERPLEXITY, BITS_PER_CHARACTER, TOKEN_ACCURACY ->
                throw new IllegalArgumentException(metric.key() + " needs no outputs.");
            default -> throw new IllegalArgumentException(metric.key() + " is no metric of text.");
        };
    }
}
