package org.seq4j.experiments.evaluation;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.metric.CorpusScore;

/**
 * What a model scores on a data set.
 *
 * @param values every metric that was measured
 * @param signed of those that compare outputs with references, how they were counted
 * @param reports of models that put out labels, how well each label was found
 */
public record Scores(Map<Metric, Double> values, Map<Metric, CorpusScore> signed, List<LabelReport> reports) {

    public Scores {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
        signed = Map.copyOf(signed);
        reports = List.copyOf(reports);
    }

    /** Scores without reports. */
    public Scores(Map<Metric, Double> values, Map<Metric, CorpusScore> signed) {
        this(values, signed, List.of());
    }

    /** Metrics of the model's probabilities alone. */
    public static Scores of(Map<Metric, Double> values) {
        return new Scores(values, Map.of());
    }

    /** Those of these metrics. */
    public Scores only(Collection<Metric> metrics) {
        Map<Metric, Double> some = new EnumMap<>(Metric.class);
        Map<Metric, CorpusScore> someSigned = new EnumMap<>(Metric.class);
        for (Metric metric : metrics) {
            Double value = values.get(metric);
            CorpusScore score = signed.get(metric);
            if (value != null) {
                some.put(metric, value);
            }
            if (score != null) {
                someSigned.put(metric, score);
            }
        }
        return new Scores(some, someSigned, reports);
    }

    /** The same with more. */
    public Scores with(Map<Metric, CorpusScore> more) {
        Map<Metric, Double> all = new EnumMap<>(values);
        more.forEach((metric, score) -> all.put(metric, score.value()));
        return new Scores(all, more, reports);
    }
}
