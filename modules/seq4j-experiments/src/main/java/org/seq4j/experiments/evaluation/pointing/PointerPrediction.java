package org.seq4j.experiments.evaluation.pointing;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One output for one source.
 *
 * @param positions T positions 1..S
 * @param logProbability natural logarithm of the model's probability of the output
 * @param score what outputs of one source are ranked by
 * @param probabilities [T][S + 1] of the step that chose each position, that of the end first; null where the model gives none
 * @param finished whether the model ended the output itself, rather than the greatest length
 */
@SuppressWarnings("ArrayRecordComponent") // read, not compared
public record PointerPrediction(
        int[] positions, double logProbability, double score, float @Nullable [][] probabilities, boolean finished) {

    /**
     * The same output where the elements have other positions.
     *
     * @param others for each position from 1 on, the new one
     */
    public PointerPrediction at(int[] others) {
        int[] moved = Arrays.stream(positions).map(p -> others[p - 1]).toArray();
        float[][] old = probabilities;
        float[][] rows = old == null
                ? null
                : Arrays.stream(old).map(row -> columnsAt(others, row)).toArray(float[][]::new);
        return new PointerPrediction(moved, logProbability, score, rows, finished);
    }

    private static float[] columnsAt(int[] others, float[] row) {
        float[] moved = row.clone(); // the end stays the first
        for (int i = 0; i < others.length; i++) {
            moved[others[i]] = row[i + 1];
        }
        return moved;
    }

    /** The positions, with blanks between them. */
    public String text() {
        return text(positions);
    }

    static String text(int[] positions) {
        return Arrays.stream(positions).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
}
