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

    /** The positions, with blanks between them. */
    public String text() {
        return text(positions);
    }

    static String text(int[] positions) {
        return Arrays.stream(positions).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
}
