package org.seq4j.experiments.evaluation.heatmap;

import java.util.ArrayList;
import java.util.List;

/**
 * Attention weights for JSON.
 *
 * @param source the source tokens, S
 * @param output the output tokens, T
 * @param weights T rows of S weights, rounded to five decimals; row t says where output token t looked
 */
public record AttentionNumbers(List<String> source, List<String> output, List<List<Double>> weights) {

    private static final double DIGITS = 1e5;

    /**
     * Takes the weights of one decoded sequence.
     *
     * @param source the source tokens, S
     * @param output the output tokens, T
     * @param weights [T, S]; columns from S on are padding and left out
     * @throws IllegalArgumentException if there are not T rows, or if a row has fewer than S weights, or if a
     *     weight is out of [0, 1]
     */
    public static AttentionNumbers of(List<String> source, List<String> output, float[][] weights) {
        check(source, output, weights);
        List<List<Double>> rows = new ArrayList<>(output.size());
        for (float[] weight : weights) {
            List<Double> row = new ArrayList<>(source.size());
            for (int s = 0; s < source.size(); s++) {
                row.add(Math.round(weight[s] * DIGITS) / DIGITS);
            }
            rows.add(row);
        }
        return new AttentionNumbers(List.copyOf(source), List.copyOf(output), List.copyOf(rows));
    }

    static void check(List<String> source, List<String> output, float[][] weights) {
        if (weights.length != output.size()) {
            throw new IllegalArgumentException("Attention over " + output.size()
                    + " output tokens needs as many rows of" + " weights, but there are " + weights.length + ".");
        }
        if (source.isEmpty() || output.isEmpty()) {
            throw new IllegalArgumentException(
                    "Attention needs at least one source and one output token, but there are " + source.size() + " and "
                            + output.size() + ".");
        }
        for (float[] row : weights) {
            if (row.length < source.size()) {
                throw new IllegalArgumentException("Attention to " + source.size() + " source tokens needs as many"
                        + " weights in each row, but one has " + row.length + ".");
            }
            for (int s = 0; s < source.size(); s++) {
                if (!(row[s] >= 0 && row[s] < 1.0001f)) {
                    throw new IllegalArgumentException(
                            "An attention weight lies in [0, 1], but one is " + row[s] + ".");
                }
            }
        }
    }
}
