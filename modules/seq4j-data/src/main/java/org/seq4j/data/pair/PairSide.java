package org.seq4j.data.pair;

import org.seq4j.data.corpus.OverLength;
import org.seq4j.data.token.Tokenizer;

/**
 * How one side of a pair becomes tokens.
 *
 * @param tokenizer cuts the text; {@link Tokenizer#lowercased()} for text in lower case
 * @param maxLength most tokens, {@code <s>} and {@code </s>} not counted; 0 for no limit
 * @param overLength what happens to a pair whose text on this side has more: the pair is left out, or the side is cut
 */
public record PairSide(Tokenizer tokenizer, int maxLength, OverLength overLength) {
    public PairSide {
        if (maxLength < 0) {
            throw new IllegalArgumentException("A greatest length is 0 (no limit) or more, not " + maxLength);
        }
    }

    /** A side without a limit on its length. */
    public PairSide(Tokenizer tokenizer) {
        this(tokenizer, 0, OverLength.DROP);
    }

    /** Whether so many tokens are too many. */
    boolean tooLong(int tokens) {
        return maxLength > 0 && tokens > maxLength;
    }
}
