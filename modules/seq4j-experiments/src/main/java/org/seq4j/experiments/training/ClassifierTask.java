package org.seq4j.experiments.training;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.seq4j.experiments.config.ClassifierConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.evaluation.Scores;
import org.seq4j.experiments.evaluation.label.ClassEvaluator;
import org.seq4j.experiments.evaluation.label.LabelSamples;
import org.seq4j.experiments.evaluation.sample.Samples;

/** A classifier of sentences. */
final class ClassifierTask extends SentenceTask {
    private final ClassifierConfig model;

    ClassifierTask(ExperimentConfig config, ClassifierConfig model, Map<String, String> vocabularies) {
        super(
                config,
                new SentenceData(
                        config,
                        SentenceFiles.layout(config.data(), false, true, model.multiLabel()),
                        codecs(config, model),
                        vocabularies),
                model.encoder(),
                model.characters(),
                model.pretrained());
        this.model = model;
    }

    static SentenceCodecs codecs(ExperimentConfig config, ClassifierConfig model) {
        return new SentenceCodecs(config.data().sentences(), model.characters(), model.multiLabel());
    }

    @Override
    public ComputationGraphConfiguration model() {
        return LabelModels.classifier(config, model, data, pretrained);
    }

    @Override
    public Scores evaluate(ComputationGraph graph, Split split, boolean training) {
        return ClassEvaluator.evaluate(graph, data.batches(split), data.labels(), model.multiLabel())
                .only(config.metrics(training));
    }

    @Override
    Samples samples(ComputationGraph graph, SentenceData.Head head) {
        return LabelSamples.classes(graph, head.sources(), head.batch(), data.labels(), model.multiLabel());
    }
}
