package org.seq4j.models.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Cuts loops into parts, one for each thread that ND4J's and oneDNN's operations may use. The parts depend on the number of threads alone, so sums over them come
 * out the same from run to run. Worth it for a millisecond of work or more.
 *
 * <p>{@link #run} is for loops over Java arrays. {@link #lanes} is for long stretches of small operations: two halves of a batch that never wait for each other
 * take less time than a batch whose every operation is cut in two.
 */
public final class HostThreads {
    private static final NativeOps OPERATIONS = operations();
    private static final ExecutorService POOL = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(() -> inPool(task), "seq4j-host-loop");
        thread.setDaemon(true);
        return thread;
    });

    private HostThreads() {}

    private static NativeOps operations() {
        Nd4j.getExecutioner(); // starts ND4J, which fills the holder
        return NativeOpsHolder.getInstance().getDeviceNativeOps();
    }

    /** With operations of one thread each: the number is one of OpenMP's settings of the calling thread. */
    private static void inPool(Runnable task) {
        OPERATIONS.setOmpNumThreads(1);
        task.run();
    }

    /**
     * Does small work with operations of one thread each: OpenMP's other threads would keep their processors for some milliseconds after the last operation, and nobody
     * else could use those.
     */
    public static <T> T alone(Supplier<T> work) {
        int before = count();
        OPERATIONS.setOmpNumThreads(1);
        try {
            return work.get();
        } finally {
            OPERATIONS.setOmpNumThreads(before);
        }
    }

    /** A part of a loop. */
    @FunctionalInterface
    public interface Part {
        /** Runs the loop from {@code from} to {@code to - 1}; {@code part} counts the parts from 0. */
        void run(int part, int from, int to);
    }

    /** Threads of one operation that the calling thread starts, at least 1. */
    public static int count() {
        return Math.max(1, OPERATIONS.ompGetMaxThreads());
    }

    /**
     * Runs a loop over 0..n-1 in as many parts as {@code parts} says; the calling thread takes the first.
     *
     * @param parts at least 1; some may be empty
     * @throws RuntimeException what a part threw, after all have ended
     */
    public static void run(int n, int parts, Part loop) {
        if (parts == 1) {
            loop.run(0, 0, n);
            return;
        }
        FirstFault fault = new FirstFault();
        CountDownLatch open = start(1, n, parts, loop, fault);
        guarded(n, parts, 0, loop, fault);
        finish(open, fault);
    }

    /**
     * The same for parts that call operations of ND4J and oneDNN, each of which has one thread then. No part runs in the calling thread, so none is in its workspaces;
     * within a part, {@link #count} is 1.
     *
     * @param parts at least 1; with 1 the calling thread runs the loop as it is
     * @throws RuntimeException what a part threw, after all have ended
     */
    public static void lanes(int n, int parts, Part loop) {
        if (parts == 1) {
            loop.run(0, 0, n);
            return;
        }
        FirstFault fault = new FirstFault();
        finish(start(0, n, parts, loop, fault), fault);
    }

    /** Hands the parts from {@code first} on to the pool. */
    private static CountDownLatch start(int first, int n, int parts, Part loop, FirstFault fault) {
        CountDownLatch open = new CountDownLatch(parts - first);
        for (int part = first; part < parts; part++) {
            int number = part;
            POOL.execute(() -> {
                guarded(n, parts, number, loop, fault);
                open.countDown();
            });
        }
        return open;
    }

    private static void finish(CountDownLatch open, FirstFault fault) {
        await(open);
        fault.rethrow();
    }

    private static void guarded(int n, int parts, int part, Part loop, FirstFault fault) {
        try {
            loop.run(part, start(n, parts, part), start(n, parts, part + 1));
        } catch (Throwable e) { // finish throws it
            fault.add(e);
        }
    }

    private static int start(int n, int parts, int part) {
        return (int) ((long) n * part / parts);
    }

    private static void await(CountDownLatch open) {
        boolean interrupted = false;
        while (true) {
            try {
                open.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the other parts still write into the caller's arrays
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
