package org.seq4j.data.pointing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.seq4j.data.batch.Batch;
import org.seq4j.data.batch.CloseableBatches;
import org.seq4j.data.batch.PointingBatches;
import org.seq4j.data.batch.Prefetch;

/**
 * Prints how many examples a generator makes: in a second of one thread's processor time, and in a second of the clock as
 * shuffled batches of 128 that are prefetched. Training must take fewer, else it waits. Arguments: SECONDS for each
 * figure (default 1).
 */
public final class PointingTiming {
    private static final int BATCH = 128;
    private static final int[] SIZES = {5, 10, 12, 20, 50, 100};

    private PointingTiming() {}

    public static void main(String[] args) {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 1;
        System.out.printf("%-12s %5s %16s %18s%n", "task", "n", "by CPU time", "prefetched batches");
        for (PointingTask task : PointingTask.values()) {
            for (int size : SIZES) {
                PointingGenerator generator = new PointingGenerator(task, size, size, 1);
                examples(generator, seconds / 2); // warm up
                System.out.printf(
                        "%-12s %5d %,14.0f/s %,16.0f/s%n",
                        task.key(), size, examples(generator, seconds), batches(generator, seconds));
            }
        }
    }

    private static double examples(PointingGenerator generator, double seconds) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long used = 0;
        long made = 0;
        while (used < seconds * 1e9) {
            generator.example(0, made++);
            used = made % 16 == 0 ? threads.getCurrentThreadCpuTime() - start : used;
        }
        return made / (used / 1e9);
    }

    private static double batches(PointingGenerator generator, double seconds) {
        PointingSource source = PointingSource.of(generator, 1L << 40);
        long made = 0;
        try (Prefetch prefetch = Prefetch.of(new PointingBatches(source, BATCH, 100 * BATCH, 1, true), 4);
                CloseableBatches epoch = prefetch.epoch(0, 0)) {
            epoch.next();
            long start = System.nanoTime();
            while (elapsed(start) < seconds) {
                Batch batch = epoch.next();
                made += batch.sequences();
            }
            return made / elapsed(start);
        }
    }

    private static double elapsed(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
