package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.ArrayList;
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
    private final PretrainedWords pretrained;

    ClassifierTask(ExperimentConfig config, ClassifierConfig model, Map<String, String> vocabularies) {
        this.config = config;
        this.model = model;
        this.data = new SentenceData(
                config,
                SentenceFiles.layout(config.data(), false, true, model.multiLabel()),
                codecs(config, model),
                vocabularies);
        this.pretrained = new PretrainedWords(model.pretrained(), model.encoder());
    }

    static SentenceCodecs codecs(ExperimentConfig config, ClassifierConfig model) {
        return new SentenceCodecs(config.data().sentences(), model.characters(), model.multiLabel());
    }

    @Override
    public ComputationGraphConfiguration model() {
        return LabelModels.classifier(config, model, data, pretrained);
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

    @Override
    public Scores evaluate(ComputationGraph graph, Split split, boolean training) {
        return ClassEvaluator.evaluate(graph, data.batches(split), data.labels(), model.multiLabel())
                .only(config.metrics(training));
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
