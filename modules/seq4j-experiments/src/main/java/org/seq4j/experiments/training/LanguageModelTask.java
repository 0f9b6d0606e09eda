package org.seq4j.experiments.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.vocabulary.Vocabulary;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.GenerationConfig;
import org.seq4j.experiments.config.LanguageModelConfig;
import org.seq4j.experiments.evaluation.LanguageModelEvaluator;
import org.seq4j.experiments.evaluation.Scores;
import org.seq4j.experiments.evaluation.TextGenerator;
import org.seq4j.experiments.evaluation.sample.Samples;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.search.LanguageModelDecoder;
import org.seq4j.models.search.Sampler;

/** A recurrent language model, on continuous text (stateful, truncated back-propagation through time) or on lines. */
public final class LanguageModelTask extends DataTask<LanguageModelData> {
    private static final String VOCABULARY = "vocabulary.txt";
    private static final int SAMPLE_LENGTH = 120;

    private final LanguageModelConfig model;

    LanguageModelTask(ExperimentConfig config, LanguageModelConfig model, Map<String, String> vocabularies) {
        super(
                config,
                new LanguageModelData(config.data(), DataFiles.of(config), config.seed(), vocabulary(vocabularies)));
        this.model = model;
    }

    private static @Nullable Vocabulary vocabulary(Map<String, String> vocabularies) {
        String text = vocabularies.get(VOCABULARY);
        return text == null ? null : Vocabulary.fromText(text);
    }

    /**
     * Continues prompts with a trained model; needs none of the data.
     *
     * @param config the experiment
     * @param graph the trained model
     * @param vocabularies those of its checkpoint
     */
    public static TextGenerator generator(
            ExperimentConfig config, ComputationGraph graph, Map<String, String> vocabularies) {
        Vocabulary vocabulary = vocabulary(vocabularies);
        if (vocabulary == null) {
            throw new IllegalArgumentException("The checkpoint has no " + VOCABULARY + ".");
        }
        return generator(config, graph, vocabulary);
    }

    private static TextGenerator generator(ExperimentConfig config, ComputationGraph graph, Vocabulary vocabulary) {
        return new TextGenerator(
                LanguageModelDecoder.of(graph),
                LanguageModelData.tokenizer(config.data().tokens()),
                vocabulary,
                config.data().format() == DataConfig.Format.LINES);
    }

    @Override
    public ComputationGraphConfiguration model() {
        LanguageModel.Builder builder = LanguageModel.builder(data.vocabulary().size())
                .embeddingSize(model.embeddingDim())
                .cell(ModelParts.cell(model.cell()))
                .hiddenSize(model.hiddenSize())
                .numLayers(model.numLayers())
                .dropout(model.dropout())
                .embeddingDropout(model.embeddingDropout())
                .variationalDropout(model.variationalDropout())
                .recurrentDropout(model.recurrentDropout())
                .layerNorm(model.layerNorm())
                .residual(model.residual())
                .tieEmbeddings(model.tieEmbeddings())
                .labelSmoothing(config.training().labelSmoothing())
                .stateful(config.data().format() == DataConfig.Format.TEXT);
        return ModelParts.complete(builder, config).build();
    }

    @Override
    public Scores evaluate(ComputationGraph graph, Split split, boolean training) {
        return Scores.of(LanguageModelEvaluator.metrics(
                LanguageModelEvaluator.score(graph, data.batches(split)), data.charactersPerToken(split)));
    }

    @Override
    public Samples samples(ComputationGraph graph, int count, long seed) {
        if (count == 0) {
            return Samples.NONE;
        }
        GenerationConfig generation = config.generation();
        Sampler sampler = new Sampler(generation.temperature(), generation.topK(), generation.topP());
        int length = Math.min(generation.maxLength(), SAMPLE_LENGTH);
        return new Samples.Texts(
                generator(config, graph, data.vocabulary()).generate("", count, length, sampler, seed));
    }

    @Override
    public Map<String, String> vocabularies() {
        return Map.of(VOCABULARY, data.vocabulary().toText());
    }

    @Override
    public Map<String, String> kernels() {
        return RecurrentParts.kernels(config.backend(), model, model.embeddingDim(), LanguageModel::layer);
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("vocabulary_size", data.vocabulary().size());
        facts.put("training_tokens", data.batches(Split.TRAIN).tokensPerEpoch());
        return facts;
    }
}
