package org.seq4j.experiments.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One output for one source.
 *
 * @param text the output
 * @param sourceTokens S tokens of the source
 * @param tokens T tokens of the output
 * @param logProbability natural logarithm of the model's probability of the output
 * @param score what outputs of one source are ranked by
 * @param attention weights [T][S] of the step that wrote each token; null where the model has none
 * @param finished whether the model ended the output itself, rather than the greatest length
 */
@SuppressWarnings("ArrayRecordComponent") // read, not compared
public record Prediction(
        String text,
        List<String> sourceTokens,
        List<String> tokens,
        double logProbability,
        double score,
        float @Nullable [][] attention,
        boolean finished) {

    /** The output for a source without a token. */
    static Prediction ofNothing() {
        return new Prediction("", List.of(), List.of(), 0, 0, null, true);
    }
}
