package org.seq4j.experiments.evaluation.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.data.batch.Batch;
import org.seq4j.data.batch.BatchBy;
import org.seq4j.data.batch.SeriesBatches;
import org.seq4j.data.batch.SeriesGoal;
import org.seq4j.data.series.Series;
import org.seq4j.models.search.Forecaster;
import org.seq4j.models.search.SequenceStepper;

/** A trained model on series as they stand in files: predictions in the data's own units. */
public final class SeriesPredictor {
    private static final int BATCH = 64;
    private static final int BUCKET = 8;

    private final ComputationGraph graph;
    private final SeriesCodec codec;

    /**
     * @param graph the model
     * @param codec what it was trained on
     */
    public SeriesPredictor(ComputationGraph graph, SeriesCodec codec) {
        this.graph = graph;
        this.codec = codec;
    }

    /** What the model was trained on. */
    public SeriesCodec codec() {
        return codec;
    }

    /**
     * What the model makes of series whose values are in the data's own units: probabilities of the classes [L], numbers [K] or [T * K], of the next step [T * F] the prediction of
     * each step from those before it, and of forecasts [horizon * F] the steps after the series.
     *
     * @throws org.seq4j.data.DataException naming file and line, for a series of another number of channels
     */
    public List<float[]> predict(List<Series> series) {
        if (series.isEmpty()) {
            return List.of();
        }
        List<Series> normal = codec.values().values(series);
        if (codec.kind() == SeriesCodec.Kind.AUTOREGRESSIVE) {
            return forecast(normal, codec.horizon());
        }
        float[][] outputs = outputs(normal);
        return Arrays.stream(outputs)
                .map(output -> codec.labels() == null ? codec.predicted().invert(output) : output)
                .toList();
    }

    /**
     * The steps after each series, by a model of the next step that reads its own predictions; of bits it reads those that are more probable than not.
     *
     * @param steps how many
     * @return [steps * F] of each
     * @throws IllegalStateException for a model of another kind
     */
    public List<float[]> ahead(List<Series> series, int steps) {
        return series.isEmpty() ? List.of() : forecast(codec.values().values(series), steps);
    }

    private List<float[]> forecast(List<Series> normal, int steps) {
        Forecaster forecaster = forecaster();
        List<float[]> forecasts = new ArrayList<>();
        for (int from = 0; from < normal.size(); from += BATCH) {
            float[][] values = normal.subList(from, Math.min(from + BATCH, normal.size())).stream()
                    .map(Series::values)
                    .toArray(float[][]::new);
            for (float[] forecast : forecaster.forecast(values, steps)) {
                forecasts.add(codec.predicted().invert(forecast));
            }
        }
        return forecasts;
    }

    /**
     * The model of the next step, fed with its own predictions.
     *
     * @throws IllegalStateException for a model of another kind
     */
    Forecaster forecaster() {
        if (!codec.kind().readsStepBefore()) {
            throw new IllegalStateException("a model of the kind " + codec.kind() + " does not predict the next step");
        }
        return new Forecaster(SequenceStepper.of(graph), codec.bits() ? SeriesPredictor::rounded : step -> step);
    }

    private static float[] rounded(float[] probabilities) {
        for (int f = 0; f < probabilities.length; f++) {
            probabilities[f] = probabilities[f] >= 0.5f ? 1 : 0;
        }
        return probabilities;
    }

    /** The steps of the model. */
    SequenceStepper stepper() {
        return SequenceStepper.of(graph);
    }

    /** The model's outputs for normalised series, in their order, step after step. */
    private float[][] outputs(List<Series> series) {
        SeriesGoal goal = codec.kind() == SeriesCodec.Kind.NEXT_STEP ? SeriesGoal.nextStep() : SeriesGoal.none();
        SeriesBatches batches =
                new SeriesBatches(series, goal, BatchBy.SENTENCES, BATCH, BUCKET, series.size(), 0, false);
        float[][] outputs = new float[series.size()][];
        try (SeriesBatches.Epoch epoch = batches.epoch(0, 0)) {
            while (epoch.hasNext()) {
                Batch batch = epoch.next();
                INDArray output = graph.output(
                                false, batch.data().getFeatures(), batch.data().getFeaturesMaskArrays())[0];
                long[] rows = epoch.series();
                for (int b = 0; b < rows.length; b++) {
                    int number = Math.toIntExact(rows[b]);
                    outputs[number] = row(output, b, series.get(number).size());
                }
            }
        }
        return outputs;
    }

    /** Row b of [B, K], or of [B, K, T] its first steps, one after the other. */
    private static float[] row(INDArray output, int b, int steps) {
        if (output.rank() == 2) {
            return output.getRow(b).dup('c').data().asFloat();
        }
        int outputs = (int) output.size(1);
        float[] row = new float[steps * outputs];
        for (int t = 0; t < steps; t++) {
            for (int k = 0; k < outputs; k++) {
                row[t * outputs + k] = output.getFloat(b, k, t);
            }
        }
        return row;
    }
}
