package org.seq4j.experiments.cli;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.series.Series;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.evaluation.series.SeriesCodec;
import org.seq4j.experiments.training.TrainedSeries;

/** Series in, labels or numbers out. */
final class SeriesPredictions {
    private static final int WINDOW = 1024; // series that are predicted before their lines are written

    private final TrainedSeries opened;
    private final SeriesCodec codec;
    private final SeriesFormat format;
    private final int steps;

    /**
     * @param opened the model
     * @param format how a prediction looks
     * @param steps how many steps a model of the next step predicts; null: as the experiment says
     */
    SeriesPredictions(TrainedSeries opened, SeriesFormat format, @Nullable Integer steps) {
        this.opened = opened;
        this.codec = opened.predictor().codec();
        this.format = format;
        this.steps = steps == null ? codec.horizon() : steps;
        if (steps != null && steps < 1) {
            throw new UserError("--steps is 1 or more, not " + steps + ".");
        }
        if (steps != null && !codec.kind().readsStepBefore()) {
            throw new UserError("--steps is for models that predict the next step and read their own predictions"
                    + " (data.series.goal: next_step, or forecast with windows.method: autoregressive).");
        }
    }

    /** A line for each series. */
    void whole(List<Series> all, LineOutput out) {
        for (int from = 0; from < all.size(); from += WINDOW) {
            List<Series> some = all.subList(from, Math.min(from + WINDOW, all.size())).stream()
                    .map(this::recent)
                    .toList();
            List<float[]> predictions = codec.kind().readsStepBefore()
                    ? opened.predictor().ahead(some, steps)
                    : opened.predictor().predict(some);
            for (int i = 0; i < some.size(); i++) {
                out.write(List.of(format.line(some.get(i).place().toString(), predictions.get(i))));
            }
            out.flush();
        }
    }

    /** Of a forecast the steps that the model reads. */
    private Series recent(Series series) {
        int history = codec.history();
        if (history == 0 || series.size() == history) {
            return series;
        }
        if (series.size() > history) {
            float[] values = series.values();
            float[] last = Arrays.copyOfRange(values, values.length - history * series.features(), values.length);
            return Series.of(last, series.features(), series.place());
        }
        if (codec.kind() == SeriesCodec.Kind.DIRECT) {
            throw series.place()
                    .fault("the series has " + series.size() + " steps, but the model reads " + history
                            + " (data.series.windows.history); give a longer one");
        }
        return series;
    }

    /** The model at the start of a series that is read step by step. */
    SeriesSteps stream() {
        return new SeriesSteps(opened, format, steps);
    }
}
