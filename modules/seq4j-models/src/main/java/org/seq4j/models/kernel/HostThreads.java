package org.seq4j.models.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Cuts loops over Java arrays into parts, one for each thread that ND4J's and oneDNN's operations may use. The parts depend on the number of threads alone, so
 * sums over them come out the same from run to run. Worth it for a millisecond of work or more.
 */
public final class HostThreads {
    private static final ExecutorService POOL = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "seq4j-host-loop");
        thread.setDaemon(true);
        return thread;
    });

    private HostThreads() {}

    /** A part of a loop. */
    @FunctionalInterface
    public interface Part {
        /** Runs the loop from {@code from} to {@code to - 1}; {@code part} counts the parts from 0. */
        void run(int part, int from, int to);
    }

    /** Threads of one operation that the calling thread starts, at least 1. */
    public static int count() {
        return Math.max(1, NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads());
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
        CountDownLatch open = new CountDownLatch(parts - 1);
        AtomicReference<RuntimeException> fault = new AtomicReference<>();
        for (int part = 1; part < parts; part++) {
            int number = part;
            POOL.execute(() -> {
                guarded(n, parts, number, loop, fault);
                open.countDown();
            });
        }
        guarded(n, parts, 0, loop, fault);
        await(open);
        RuntimeException thrown = fault.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    private static void guarded(int n, int parts, int part, Part loop, AtomicReference<RuntimeException> fault) {
        try {
            loop.run(part, start(n, parts, part), start(n, parts, part + 1));
        } catch (RuntimeException e) {
            fault.compareAndSet(null, e);
        } catch (Error e) {
            fault.compareAndSet(null, new IllegalStateException("A part of a loop failed: " + e, e));
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
