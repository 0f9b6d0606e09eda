package org.seq4j.experiments.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.series.Series;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.Scores;
import org.seq4j.experiments.evaluation.label.ClassScores;
import org.seq4j.experiments.evaluation.label.LabelSamples;
import org.seq4j.experiments.evaluation.sample.Samples;
import org.seq4j.experiments.evaluation.series.NumberSamples;
import org.seq4j.experiments.evaluation.series.NumberScores;
import org.seq4j.experiments.evaluation.series.SeriesCodec;
import org.seq4j.experiments.evaluation.series.SeriesPredictor;

/** A regressor or a classifier on series of numbers. */
final class SeriesTask extends DataTask<SeriesData> {

    SeriesTask(ExperimentConfig config, Map<String, String> vocabularies) {
        super(config, new SeriesData(config, vocabularies));
    }

    /** The model of a run, ready to predict; needs none of the data. */
    static SeriesPredictor predictor(TrainedRun run) {
        return new SeriesPredictor(run.graph(), SeriesSetup.of(run.config()).restored(run.vocabularies()));
    }

    @Override
    public ComputationGraphConfiguration model() {
        return SeriesModels.of(config, data.codec(), data.series(Split.TRAIN));
    }

    @Override
    public Scores evaluate(ComputationGraph graph, Split split, boolean training) {
        Set<Metric> metrics = config.metrics(training);
        SeriesPredictor predictor = new SeriesPredictor(graph, data.codec());
        List<Series> series = data.series(split);
        LabelSet labels = data.codec().labels();
        if (labels != null) {
            List<int[]> gold = series.stream()
                    .map(one -> labels.ids(one.labels(), one.place()))
                    .toList();
            return ClassScores.of(labels, gold, predictor.predict(series), data.isMultiLabel())
                    .only(metrics);
        }
        return Scores.of(NumberScores.of(
                metrics,
                series.stream().map(this::gold).toList(),
                predictor.predict(series),
                data.codec().outputsOfStep()));
    }

    private float[] gold(Series series) {
        return data.codec().kind() == SeriesCodec.Kind.NEXT_STEP ? series.values() : series.targets();
    }

    @Override
    public Samples samples(ComputationGraph graph, int count, long seed) {
        if (count == 0 || !has(Split.DEV)) {
            return Samples.NONE;
        }
        List<Series> all = data.series(Split.DEV);
        List<Series> series = all.subList(0, Math.min(count, all.size()));
        LabelSet labels = data.codec().labels();
        if (labels != null) {
            List<String> places =
                    series.stream().map(one -> one.place().toString()).toList();
            return LabelSamples.classes(
                    graph, places, data.head(Split.DEV, series.size()).data(), labels, data.isMultiLabel());
        }
        return NumberSamples.of(
                series,
                series.stream().map(this::gold).toList(),
                new SeriesPredictor(graph, data.codec()).predict(series),
                data.codec().outputsOfStep());
    }

    @Override
    public Map<String, String> vocabularies() {
        return data.codec().texts();
    }

    @Override
    public Map<String, String> kernels() {
        return EncoderParts.kernels(
                config, SeriesModels.encoder(config), data.codec().features());
    }

    @Override
    public Map<String, Object> facts() {
        SeriesCodec codec = data.codec();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("features", codec.features());
        facts.put("outputs", codec.outputs());
        facts.put("training_series", data.series(Split.TRAIN).size());
        facts.put(
                "training_steps",
                data.series(Split.TRAIN).stream().mapToLong(Series::size).sum());
        return facts;
    }
}
