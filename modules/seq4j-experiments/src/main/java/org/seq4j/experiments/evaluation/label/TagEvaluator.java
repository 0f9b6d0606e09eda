package org.seq4j.experiments.evaluation.label;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.data.batch.CloseableBatches;
import org.seq4j.data.label.LabelSet;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.LabelReport;
import org.seq4j.experiments.evaluation.Scores;
import org.seq4j.experiments.evaluation.metric.ClassReport;
import org.seq4j.experiments.evaluation.metric.ConfusionCounts;
import org.seq4j.experiments.evaluation.metric.SpanF1;
import org.seq4j.models.graph.SequenceTagger;
import org.seq4j.models.output.ClassOutputLayer;
import org.seq4j.models.output.SequenceOutputLayer;
import org.seq4j.models.output.TokenStatistics;

/** Scores a tagger on a data set. */
public final class TagEvaluator {
    private final LabelSet tags;
    private final boolean chunks;
    private final @Nullable LabelSet intents;
    private final List<int[]> gold = new ArrayList<>();
    private final List<int[]> predicted = new ArrayList<>();
    private final List<Integer> goldIntents = new ArrayList<>();
    private final List<Integer> predictedIntents = new ArrayList<>();
    private TokenStatistics ofTags = TokenStatistics.NONE;
    private TokenStatistics ofIntents = TokenStatistics.NONE;

    private TagEvaluator(LabelSet tags, boolean chunks, @Nullable LabelSet intents) {
        this.tags = tags;
        this.chunks = chunks;
        this.intents = intents;
    }

    /**
     * The metrics, without label smoothing.
     *
     * @param graph the model, left as it was
     * @param source the data
     * @param tags the tags
     * @param chunks whether they are of the scheme BIO
     * @param intents the labels of whole sequences; null: there are none
     */
    public static Scores evaluate(
            ComputationGraph graph, BatchSource source, LabelSet tags, boolean chunks, @Nullable LabelSet intents) {
        TagEvaluator evaluator = new TagEvaluator(tags, chunks, intents);
        try (CloseableBatches batches = source.epoch(0, 0)) {
            while (batches.hasNext()) {
                evaluator.add(graph, batches.next().data());
            }
        }
        return evaluator.scores();
    }

    private void add(ComputationGraph graph, MultiDataSet data) {
        graph.score(data, false);
        ofTags = ofTags.plus(((SequenceOutputLayer<?>) graph.getOutputLayer(0)).statistics());
        if (intents != null) {
            ofIntents = ofIntents.plus(((ClassOutputLayer) graph.getOutputLayer(1)).statistics());
        }
        SequenceTagger.Prediction prediction =
                SequenceTagger.predict(graph, data.getFeatures(), data.getFeaturesMaskArrays());
        predicted.addAll(Arrays.asList(prediction.labels()));
        gold.addAll(gold(data));
        if (intents != null) {
            for (float[] row : Objects.requireNonNull(prediction.intents()).toFloatMatrix()) {
                predictedIntents.add(ClassScores.best(row));
            }
            ClassEvaluator.gold(data.getLabels(1), false).forEach(ids -> goldIntents.add(ids[0]));
        }
    }

    /** The right tags of each sequence of a batch. */
    static List<int[]> gold(MultiDataSet data) {
        INDArray labels = data.getLabels(0);
        INDArray mask = data.getLabelsMaskArray(0);
        List<int[]> rows = new ArrayList<>();
        for (int b = 0; b < labels.size(0); b++) {
            int[] row = new int[(int) labels.size(1)];
            int n = 0;
            for (int t = 0; t < row.length; t++) {
                if (mask == null || mask.getDouble(b, t) != 0) {
                    row[n++] = labels.getInt(b, t);
                }
            }
            rows.add(Arrays.copyOf(row, n));
        }
        return rows;
    }

    private Scores scores() {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        List<LabelReport> reports = new ArrayList<>();
        ConfusionCounts confusion = ConfusionCounts.of(tags.names(), flat(gold), flat(predicted));
        values.put(Metric.NATS, ofTags.natsPerToken() + (intents == null ? 0 : ofIntents.natsPerToken()));
        values.put(Metric.TOKEN_ACCURACY, confusion.accuracy());
        values.put(Metric.MACRO_F1, confusion.report().macroF1());
        values.put(Metric.MICRO_F1, confusion.report().microF1());
        int right = 0;
        for (int i = 0; i < gold.size(); i++) {
            boolean intent = intents == null || goldIntents.get(i).equals(predictedIntents.get(i));
            right += intent && Arrays.equals(gold.get(i), predicted.get(i)) ? 1 : 0;
        }
        values.put(Metric.SEQUENCE_ACCURACY, (double) right / gold.size());
        if (chunks) {
            SpanF1 spans = SpanF1.of(names(gold), names(predicted));
            values.put(Metric.SPAN_F1, spans.overall().f1());
            reports.add(new LabelReport("chunks", spans.report(), null));
        }
        ClassReport ofClasses = chunks ? new ClassReport(List.of()) : confusion.report();
        reports.add(new LabelReport("tags", ofClasses, confusion));
        if (intents != null) {
            ConfusionCounts whole = ConfusionCounts.of(
                    intents.names(),
                    goldIntents.stream().mapToInt(Integer::intValue).toArray(),
                    predictedIntents.stream().mapToInt(Integer::intValue).toArray());
            values.put(Metric.INTENT_ACCURACY, whole.accuracy());
            reports.add(new LabelReport("intents", whole.report(), whole));
        }
        return new Scores(values, Map.of(), reports);
    }

    private static int[] flat(List<int[]> rows) {
        return rows.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private List<List<String>> names(List<int[]> rows) {
        return rows.stream().map(tags::names).toList();
    }
}
