package org.seq4j.data.pair;

import java.util.List;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * Tokens of a pair to ids.
 *
 * @param source vocabulary of the source side
 * @param target vocabulary of the target side, V tokens; the same as {@code source} where it is joint
 * @param copy whether source words that the target vocabulary lacks can be copied (see {@link CopyIds})
 */
public record PairEncoder(Vocabulary source, Vocabulary target, boolean copy) {
    /** The ids of a pair, extended ones among the target's where copying is on. */
    public EncodedPair encode(List<String> sourceTokens, List<String> targetTokens) {
        int[] sourceIds = source.encode(sourceTokens);
        if (!copy) {
            return new EncodedPair(sourceIds, target.encode(targetTokens), null);
        }
        CopyIds copies = CopyIds.of(sourceTokens, target);
        return new EncodedPair(sourceIds, copies.encodeTarget(targetTokens, target), copies.ids());
    }
}
