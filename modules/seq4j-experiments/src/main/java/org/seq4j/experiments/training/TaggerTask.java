package org.seq4j.experiments.training;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.label.LabelSet;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.SentencesConfig;
import org.seq4j.experiments.config.TaggerConfig;
import org.seq4j.experiments.evaluation.Scores;
import org.seq4j.experiments.evaluation.label.LabelSamples;
import org.seq4j.experiments.evaluation.label.TagEvaluator;
import org.seq4j.experiments.evaluation.sample.Samples;

/** A tagger of sentences. */
final class TaggerTask extends SentenceTask {
    private final TaggerConfig model;

    TaggerTask(ExperimentConfig config, TaggerConfig model, Map<String, String> vocabularies) {
        super(
                config,
                new SentenceData(
                        config,
                        SentenceFiles.layout(config.data(), true, model.intent(), false),
                        codecs(config, model),
                        vocabularies),
                model.encoder(),
                model.characters(),
                model.pretrained());
        this.model = model;
    }

    static SentenceCodecs codecs(ExperimentConfig config, TaggerConfig model) {
        return new SentenceCodecs(config.data().sentences(), model.characters(), false);
    }

    @Override
    public ComputationGraphConfiguration model() {
        return LabelModels.tagger(config, model, data, pretrained);
    }

    private @Nullable LabelSet intents() {
        return model.intent() ? data.labels() : null;
    }

    @Override
    public Scores evaluate(ComputationGraph graph, Split split, boolean training) {
        boolean chunks = config.data().sentences().scheme() == SentencesConfig.Scheme.BIO;
        return TagEvaluator.evaluate(graph, data.batches(split), data.tags(), chunks, intents())
                .only(config.metrics(training));
    }

    @Override
    Samples samples(ComputationGraph graph, SentenceData.Head head) {
        return LabelSamples.tags(graph, head.sources(), head.batch(), data.tags(), intents());
    }
}
