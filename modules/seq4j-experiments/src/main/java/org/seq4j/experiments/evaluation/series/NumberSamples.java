package org.seq4j.experiments.evaluation.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.seq4j.data.series.Series;
import org.seq4j.experiments.evaluation.sample.Samples;

/** A few predictions for a human eye. */
public final class NumberSamples {
    private static final int NUMBERS = 12;

    private NumberSamples() {}

    /**
     * Three lines for each series: where it stands, the numbers to predict, and the prediction; of many numbers the last.
     *
     * @param series the series
     * @param gold what is to be predicted of each, [K] or step after step [T * K]
     * @param predicted likewise
     * @param size K
     */
    public static Samples of(List<Series> series, List<float[]> gold, List<float[]> predicted, int size) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            int steps = series.get(i).size();
            lines.add(series.get(i).place() + " (" + steps + (steps == 1 ? " step)" : " steps)"));
            lines.add("  reference  " + text(gold.get(i), size));
            lines.add("  output     " + text(predicted.get(i), size));
        }
        return new Samples.Texts(lines);
    }

    private static String text(float[] numbers, int size) {
        int from = size > NUMBERS ? numbers.length - size : Math.max(0, numbers.length - NUMBERS / size * size);
        int to = Math.min(numbers.length, from + NUMBERS);
        StringBuilder text = new StringBuilder(from > 0 ? ".. " : "");
        for (int k = from; k < to; k++) {
            text.append(k == from ? "" : k % size == 0 ? "; " : " ");
            text.append(String.format(Locale.ROOT, "%.4g", numbers[k]));
        }
        return text.append(to < numbers.length ? " .." : "").toString();
    }
}
