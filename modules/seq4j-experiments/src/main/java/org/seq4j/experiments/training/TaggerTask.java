package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.data.label.LabelSet;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.SentencesConfig;
import org.seq4j.experiments.config.TaggerConfig;
import org.seq4j.experiments.evaluation.Scores;
import org.seq4j.experiments.evaluation.label.LabelSamples;
import org.seq4j.experiments.evaluation.label.TagEvaluator;

/** A tagger of sentences. */
final class TaggerTask implements Task {
    private final ExperimentConfig config;
    private final TaggerConfig model;
    private final SentenceData data;
    private final PretrainedWords pretrained;

    TaggerTask(ExperimentConfig config, TaggerConfig model, Map<String, String> vocabularies) {
        this.config = config;
        this.model = model;
        this.data = new SentenceData(
                config,
                SentenceFiles.layout(config.data(), true, model.intent(), false),
                codecs(config, model),
                vocabularies);
        this.pretrained = new PretrainedWords(model.pretrained(), model.encoder());
    }

    static SentenceCodecs codecs(ExperimentConfig config, TaggerConfig model) {
        return new SentenceCodecs(config.data().sentences(), model.characters(), false);
    }

    @Override
    public ComputationGraphConfiguration model() {
        return LabelModels.tagger(config, model, data, pretrained);
    }

    @Override
    public void initialise(ComputationGraph graph) {
        pretrained.assign(graph, data.encoder().words());
    }

    @Override
    public BatchSource batches(Split split) {
        return data.batches(split);
    }

    @Override
    public boolean has(Split split) {
        return data.has(split);
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
    public List<String> samples(ComputationGraph graph, int count, long seed) {
        if (count == 0 || !has(Split.DEV)) {
            return List.of();
        }
        SentenceData.Head head = data.head(Split.DEV, count);
        return LabelSamples.tags(graph, head.sources(), head.batch(), data.tags(), intents());
    }

    @Override
    public Map<String, String> vocabularies() {
        return data.learnt();
    }

    @Override
    public Map<String, String> kernels() {
        return LabelModels.kernels(config, model.encoder(), model.characters());
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = data.facts();
        pretrained.describe(facts, data.encoder().words());
        return facts;
    }

    @Override
    public List<Path> dataFiles() {
        List<Path> files = new ArrayList<>(data.files());
        files.addAll(pretrained.files());
        return files;
    }

    @Override
    public void close() {
        data.close();
    }
}
