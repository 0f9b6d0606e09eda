package org.seq4j.experiments.config;

import java.util.List;

/** What is trained. The key {@code type} of the file selects the record. */
public sealed interface ModelConfig
        permits LanguageModelConfig,
                Seq2SeqConfig,
                PointerNetworkConfig,
                ClassifierConfig,
                TaggerConfig,
                RegressorConfig {

    /** The loss as a metric: what decides which state is best where nothing else is asked for. */
    default Metric lossMetric() {
        return Metric.NATS_PER_TOKEN;
    }

    /**
     * The metrics where none are asked for.
     *
     * @param data what is read
     */
    default List<Metric> usualMetrics(DataConfig data) {
        return List.of(Metric.NATS_PER_TOKEN, Metric.PERPLEXITY, Metric.BITS_PER_CHARACTER, Metric.TOKEN_ACCURACY);
    }
}
