package org.seq4j.data.batch;

import java.util.function.LongToIntFunction;

/** What a plan of batches needs to know of the items: how many there are, and how long. */
interface Lengths {
    /** Items of an epoch. */
    long size();

    /** Source steps of an item, 0..size-1. */
    int source(int epoch, long item);

    /** Target steps of an item, 0..size-1, the end counted. */
    int target(int epoch, long item);

    /** Items of one sequence each, the same in every epoch: its length is that of both sides. */
    static Lengths single(long size, LongToIntFunction length) {
        return new Lengths() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public int source(int epoch, long item) {
                return length.applyAsInt(item);
            }

            @Override
            public int target(int epoch, long item) {
                return length.applyAsInt(item);
            }
        };
    }
}
