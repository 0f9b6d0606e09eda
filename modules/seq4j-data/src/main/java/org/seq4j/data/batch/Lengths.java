package org.seq4j.data.batch;

/** What a plan of batches needs to know of the items: how many there are, and how long. */
interface Lengths {
    /** Items of an epoch. */
    long size();

    /** Source steps of an item, 0..size-1. */
    int source(int epoch, long item);

    /** Target steps of an item, 0..size-1, the end counted. */
    int target(int epoch, long item);
}
