package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.seq4j.experiments.config.CharactersConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.PretrainedConfig;
import org.seq4j.experiments.config.SequenceEncoderConfig;
import org.seq4j.experiments.evaluation.sample.Samples;

/** What a classifier and a tagger of sentences share. */
abstract class SentenceTask extends DataTask<SentenceData> {
    final PretrainedWords pretrained;
    private final SequenceEncoderConfig encoder;
    private final CharactersConfig characters;

    SentenceTask(
            ExperimentConfig config,
            SentenceData data,
            SequenceEncoderConfig encoder,
            CharactersConfig characters,
            PretrainedConfig pretrained) {
        super(config, data);
        this.encoder = encoder;
        this.characters = characters;
        this.pretrained = new PretrainedWords(pretrained, encoder);
    }

    /** Sentences with what the model makes of them. */
    abstract Samples samples(ComputationGraph graph, SentenceData.Head head);

    @Override
    public final void initialise(ComputationGraph graph) {
        pretrained.assign(graph, data.encoder().words());
    }

    @Override
    public final Samples samples(ComputationGraph graph, int count, long seed) {
        return count == 0 || !has(Split.DEV) ? Samples.NONE : samples(graph, data.head(Split.DEV, count));
    }

    @Override
    public final Map<String, String> vocabularies() {
        return data.learnt();
    }

    @Override
    public final Map<String, String> kernels() {
        return LabelModels.kernels(config, encoder, characters);
    }

    @Override
    public final Map<String, Object> facts() {
        Map<String, Object> facts = data.facts();
        pretrained.describe(facts, data.encoder().words());
        return facts;
    }

    @Override
    public final List<Path> dataFiles() {
        List<Path> files = new ArrayList<>(data.files());
        files.addAll(pretrained.files());
        return files;
    }
}
