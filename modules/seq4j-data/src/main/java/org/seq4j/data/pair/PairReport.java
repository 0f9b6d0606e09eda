package org.seq4j.data.pair;

/**
 * What became of the pairs of a file.
 *
 * @param kept pairs that are there to use, the truncated ones included
 * @param empty pairs without a token on at least one side, passed over
 * @param dropped pairs left out for the length of at least one side
 * @param source the source side
 * @param target the target side
 */
public record PairReport(long kept, long empty, long dropped, Side source, Side target) {
    /**
     * One side.
     *
     * @param tooLong pairs dropped for the length of this side; one that is too long on both counts on both
     * @param truncated kept pairs whose text on this side was cut
     * @param tokens tokens of the kept pairs, without {@code <s>} and {@code </s>}
     * @param unknown how many of them are {@code <unk>} (0 where only counted); with copying, a target token that can
     *     be copied is known
     * @param longest most tokens of a kept pair
     */
    public record Side(long tooLong, long truncated, long tokens, long unknown, int longest) {
        private Side withUnknown(long count) {
            return new Side(tooLong, truncated, tokens, count, longest);
        }
    }

    /** The same report with these numbers of unknown tokens. */
    PairReport withUnknown(long sources, long targets) {
        return new PairReport(kept, empty, dropped, source.withUnknown(sources), target.withUnknown(targets));
    }

    /** Whether some text was left out. */
    public boolean leftOut() {
        return dropped > 0 || source.truncated > 0 || target.truncated > 0;
    }

    /** One line for people, such as {@code 100 pairs (source 900 tokens, 3 unknown; target 800 tokens), 2 dropped}. */
    public String describe() {
        StringBuilder text = new StringBuilder().append(kept).append(kept == 1 ? " pair" : " pairs");
        text.append(" (source ").append(describe(source));
        text.append("; target ").append(describe(target)).append(')');
        if (empty > 0) {
            text.append(", ").append(empty).append(" with an empty side skipped");
        }
        if (dropped > 0) {
            text.append(", ").append(dropped).append(" longer than max_length dropped (source ");
            text.append(source.tooLong)
                    .append(", target ")
                    .append(target.tooLong)
                    .append(')');
        }
        if (source.truncated > 0) {
            text.append(", ").append(source.truncated).append(" sources cut to max_length");
        }
        if (target.truncated > 0) {
            text.append(", ").append(target.truncated).append(" targets cut to max_length");
        }
        return text.toString();
    }

    private static String describe(Side side) {
        return side.tokens
                + (side.tokens == 1 ? " token" : " tokens")
                + (side.unknown > 0 ? ", " + side.unknown + " unknown" : "");
    }
}
