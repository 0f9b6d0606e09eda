package org.seq4j.data.pair;

/** The running counts behind a {@link PairReport}. */
final class PairCounts {
    private static final class Side {
        long tooLong;
        long truncated;
        long tokens;
        int longest;

        void keep(int length, boolean cut) {
            truncated += cut ? 1 : 0;
            tokens += length;
            longest = Math.max(longest, length);
        }

        PairReport.Side report() {
            return new PairReport.Side(tooLong, truncated, tokens, 0, longest);
        }
    }

    long empty;
    private long kept;
    private long dropped;
    private final Side source = new Side();
    private final Side target = new Side();

    void drop(boolean longSource, boolean longTarget) {
        dropped++;
        source.tooLong += longSource ? 1 : 0;
        target.tooLong += longTarget ? 1 : 0;
    }

    void keep(int sourceLength, boolean sourceCut, int targetLength, boolean targetCut) {
        kept++;
        source.keep(sourceLength, sourceCut);
        target.keep(targetLength, targetCut);
    }

    PairReport report() {
        return new PairReport(kept, empty, dropped, source.report(), target.report());
    }
}
