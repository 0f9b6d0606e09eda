package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.batch.Batch;
import org.seq4j.data.pair.TextPair;
import org.seq4j.experiments.config.DecodingConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.config.ScheduledSamplingConfig;
import org.seq4j.experiments.config.Seq2SeqConfig;
import org.seq4j.experiments.evaluation.PairCodec;
import org.seq4j.experiments.evaluation.PairEvaluator;
import org.seq4j.experiments.evaluation.PairSamples;
import org.seq4j.experiments.evaluation.Scores;
import org.seq4j.experiments.evaluation.SequencePredictor;
import org.seq4j.experiments.evaluation.sample.Samples;
import org.seq4j.experiments.run.RunFolder;
import org.seq4j.models.graph.SamplingSchedule;
import org.seq4j.models.graph.ScheduledSampling;
import org.seq4j.models.search.Sampler;
import org.seq4j.models.search.Seq2SeqDecoder;

/** A sequence-to-sequence model on pairs of sequences. */
public final class Seq2SeqTask extends DataTask<Seq2SeqData> {
    private final Seq2SeqConfig model;
    private final @Nullable ScheduledSampling sampling;
    private final Pictures pictures = new Pictures();

    Seq2SeqTask(ExperimentConfig config, Seq2SeqConfig model, Map<String, String> vocabularies) {
        super(
                config,
                new Seq2SeqData(
                        config.data(),
                        PairFiles.of(config),
                        new PairCodecs(config.data(), model.copy()),
                        config.seed(),
                        vocabularies));
        this.model = model;
        this.sampling = sampling(config.training().scheduledSampling(), config.seed());
    }

    private static @Nullable ScheduledSampling sampling(ScheduledSamplingConfig config, long seed) {
        SamplingSchedule schedule = switch (config.type()) {
            case NONE -> null;
            case LINEAR -> SamplingSchedule.linear(1, config.slope(), config.minimum());
            case EXPONENTIAL -> SamplingSchedule.exponential(config.base());
            case INVERSE_SIGMOID -> SamplingSchedule.inverseSigmoid(config.k());
        };
        Sampler prediction =
                config.choice() == ScheduledSamplingConfig.Choice.ARGMAX ? Sampler.GREEDY : new Sampler(1, 0, 1);
        return schedule == null ? null : new ScheduledSampling(schedule, prediction, seed);
    }

    /**
     * The codec of a trained model; needs none of the data.
     *
     * @param config the experiment
     * @param model its model
     * @param vocabularies those of its checkpoint
     */
    static PairCodec codec(ExperimentConfig config, Seq2SeqConfig model, Map<String, String> vocabularies) {
        return new PairCodecs(config.data(), model.copy()).codec(vocabularies);
    }

    @Override
    public ComputationGraphConfiguration model() {
        PairCodec codec = data.codec();
        return Seq2SeqModels.of(
                config, model, codec.source().size(), codec.target().size());
    }

    @Override
    public Batch prepare(ComputationGraph graph, Batch batch, long number) {
        if (sampling == null) {
            return batch;
        }
        return new Batch(
                sampling.mix(graph, batch.data(), number), batch.tokens(), batch.sequences(), batch.startsStream());
    }

    @Override
    public Scores evaluate(ComputationGraph graph, Split split, boolean training) {
        Scores scores = PairEvaluator.probabilities(graph, data.batches(split), data.charactersPerToken(split));
        Set<Metric> metrics = config.metrics(training);
        if (metrics.stream().noneMatch(Metric::isDecoding)) {
            return scores;
        }
        return PairEvaluator.outputs(
                scores, metrics, data.texts(split), predictor(graph, training), data.codec(), config.evaluation());
    }

    private SequencePredictor predictor(ComputationGraph graph, boolean training) {
        DecodingConfig decoding = config.decoding();
        return new SequencePredictor(
                List.of(Seq2SeqDecoder.of(graph)),
                data.codec(),
                training ? decoding.atValidation() : decoding,
                null,
                "",
                ModelParts.decodeWorkers(config));
    }

    @Override
    public Samples samples(ComputationGraph graph, int count, long seed) {
        List<TextPair> pairs = first(count);
        return pairs.isEmpty() ? Samples.NONE : PairSamples.of(pairs, predictor(graph, true), data.codec());
    }

    @Override
    public void draw(ComputationGraph graph, Path folder) {
        List<TextPair> pairs = first(config.logging().attentionPlots());
        if (!pairs.isEmpty()) {
            pictures.draw(() -> PairSamples.draw(pairs, predictor(graph, true), RunFolder.attention(folder)));
        }
    }

    private List<TextPair> first(int count) {
        return Pictures.first(count, has(Split.DEV), () -> data.texts(Split.DEV));
    }

    @Override
    public Map<String, String> vocabularies() {
        return data.learnt();
    }

    @Override
    public Map<String, String> kernels() {
        return Seq2SeqModels.kernels(config, model);
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("source_vocabulary_size", data.codec().source().size());
        facts.put("target_vocabulary_size", data.codec().target().size());
        facts.put("training_pairs", data.trainingPairs());
        facts.put("training_tokens", data.batches(Split.TRAIN).tokensPerEpoch());
        return facts;
    }
}
