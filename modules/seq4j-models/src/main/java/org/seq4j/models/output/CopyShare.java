package org.seq4j.models.output;

import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.seq4j.models.kernel.LossSums;

/**
 * What falls to the softmax where the model copies too.
 *
 * @param mixture generating and copying
 * @param rows of each token, its row in a time-major matrix; null where the tokens are all the rows
 */
@SuppressWarnings("ArrayRecordComponent") // made once a pass, compared never
record CopyShare(CopyMixture mixture, int @Nullable [] rows) {
    /**
     * Lets the mixture have a token, and counts what it says of it; see {@link CopyMixture#add}.
     *
     * @return the softmax's share of the gradient
     */
    double add(int token, int label, int best, double logLabel, IntToDoubleFunction softmax, LossSums sums) {
        double share = mixture.add(rows == null ? token : rows[token], label, best, logLabel, softmax);
        double surprise = mixture.negativeLogLikelihood();
        sums.add(mixture.right(), surprise, surprise);
        return share;
    }
}
