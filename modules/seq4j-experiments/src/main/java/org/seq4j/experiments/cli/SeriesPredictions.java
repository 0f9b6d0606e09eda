package org.seq4j.experiments.cli;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.series.Series;
import org.seq4j.data.series.StepLine;
import org.seq4j.data.text.Place;
import org.seq4j.data.text.Utf8Lines;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.evaluation.series.SeriesCodec;
import org.seq4j.experiments.evaluation.series.SeriesStream;
import org.seq4j.experiments.training.TrainedSeries;

/** Series in, labels or numbers out: whole files, or a stream of steps. */
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

    /** A line for each step, at once; an empty line starts a new series. */
    void stream(Utf8Lines lines, String name, LineOutput out, boolean asking) {
        SeriesStream stream = opened.stream(steps);
        for (String line = next(lines, asking); line != null; line = next(lines, asking)) {
            if (line.isBlank()) {
                stream.restart();
                out.write(List.of(""));
            } else {
                Place place = new Place(name, lines.lineNumber());
                float[] values = StepLine.parse(line, codec.features(), opened.missing(), place);
                out.write(List.of(format.line(place.toString(), stream.read(values))));
            }
            out.flush();
        }
    }

    private static @Nullable String next(Utf8Lines lines, boolean asking) {
        if (asking) {
            Console.err().print(PredictionLoop.PROMPT);
            Console.err().flush();
        }
        return lines.next();
    }
}
