package org.seq4j.data.corpus;

import java.util.List;

/**
 * Positions {@code from .. to-1} of a corpus, counted in tokens of a continuous text or in lines that are not empty.
 */
public record Span(long from, long to) {
    /** The whole corpus. */
    public static final Span ALL = new Span(0, Long.MAX_VALUE);

    public Span {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("A span needs 0 <= from <= to, not " + from + " and " + to);
        }
    }

    /** How many positions; of {@link #ALL}, more than any corpus has. */
    public long length() {
        return to - from;
    }

    boolean contains(long position) {
        return from <= position && position < to;
    }

    /**
     * Train, dev and test of one corpus: test is its last {@code test} fraction, dev the {@code dev} fraction before
     * that, train the rest (sizes of train and of train + dev rounded down).
     *
     * @param size tokens or lines of the corpus
     */
    public static List<Span> split(long size, double dev, double test) {
        if (!(dev >= 0 && test >= 0 && dev + test < 1)) {
            throw new IllegalArgumentException(
                    "The fractions for dev and test are 0 or more and together below 1, not " + dev + " and " + test);
        }
        long trainEnd = (long) Math.floor(size - size * (dev + test) + 1e-6);
        long devEnd = test == 0 ? size : (long) Math.floor(size - size * test + 1e-6);
        return List.of(new Span(0, trainEnd), new Span(trainEnd, devEnd), new Span(devEnd, size));
    }
}
