package org.seq4j.data.batch;

/** What every source checks of an epoch's number. */
final class Epochs {
    private Epochs() {}

    static void check(int epoch) {
        if (epoch < 0) {
            throw new IllegalArgumentException("Epochs count from 0, not " + epoch);
        }
    }
}
