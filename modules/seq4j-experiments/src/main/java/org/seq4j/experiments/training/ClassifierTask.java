package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.experiments.config.ClassifierConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.evaluation.Scores;
import org.seq4j.experiments.evaluation.label.ClassEvaluator;
import org.seq4j.experiments.evaluation.label.LabelSamples;

/** A classifier of sentences. */
final class ClassifierTask implements Task {
    private final ExperimentConfig config;
    private final ClassifierConfig model;
    private final SentenceData data;

    ClassifierTask(ExperimentConfig config, ClassifierConfig model, Map<String, String> vocabularies) {
        this.config = config;
        this.model = model;
        this.data = new SentenceData(
                config,
                SentenceFiles.layout(config.data(), false, true, model.multiLabel()),
                codecs(config, model),
                vocabularies);
    }

    static SentenceCodecs codecs(ExperimentConfig config, ClassifierConfig model) {
        return new SentenceCodecs(config.data().sentences(), model.characters(), model.multiLabel());
    }

    @Override
    public ComputationGraphConfiguration model() {
        return LabelModels.classifier(config, model, data);
    }

    @Override
    public BatchSource batches(Split split) {
        return data.batches(split);
    }

    @Override
    public boolean has(Split split) {
        return data.has(split);
    }

    @Override
    public Scores evaluate(ComputationGraph graph, Split split, boolean training) {
        return ClassEvaluator.evaluate(graph, data.batches(split), data.labels(), model.multiLabel());
    }

    @Override
    public List<String> samples(ComputationGraph graph, int count, long seed) {
        if (count == 0 || !has(Split.DEV)) {
            return List.of();
        }
        SentenceData.Head head = data.head(Split.DEV, count);
        return LabelSamples.classes(graph, head.sources(), head.batch(), data.labels(), model.multiLabel());
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
        return data.facts();
    }

    @Override
    public List<Path> dataFiles() {
        return data.files();
    }

    @Override
    public void close() {
        data.close();
    }
}
