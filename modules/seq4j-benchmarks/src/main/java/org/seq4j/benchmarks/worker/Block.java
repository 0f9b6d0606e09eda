package org.seq4j.benchmarks.worker;

import org.jspecify.annotations.Nullable;

/**
 * A measurement: iterations one after the other, timed as a whole.
 *
 * @param iterations how many, at least 1
 * @param items how many items all of them did
 * @param milliseconds on the clock
 * @param cpuMilliseconds of processors, all threads together
 * @param allocatedBytes what the measuring thread allocated on Java's heap; null: not known
 * @param peakMegabytes most memory that the process has had at once, since it started
 */
public record Block(
        long iterations,
        long items,
        double milliseconds,
        double cpuMilliseconds,
        @Nullable Long allocatedBytes,
        double peakMegabytes) {
    /** Checks the numbers: they may come from a foreign process. */
    public Block {
        if (iterations < 1 || items < 1 || !(milliseconds > 0)) {
            throw new IllegalArgumentException("A block has iterations, items and milliseconds above 0, not "
                    + iterations + ", " + items + " and " + milliseconds + ".");
        }
    }

    /** Milliseconds of one item. */
    public double millisecondsPerItem() {
        return milliseconds / items;
    }
}
