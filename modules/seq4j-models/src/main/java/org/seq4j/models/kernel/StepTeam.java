package org.seq4j.models.kernel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that help with loops of some ten to some hundred microseconds, of which a decoding step has several: to wake a thread for each would take longer than the loop.
 * A helper that has run out of work therefore looks out for more for a moment before it sleeps; in a program at rest all of them sleep.
 *
 * <p>The pieces of a loop are claimed one by one, so a caller whose helpers are asleep or have no processor does them all itself. A loop whose caller finds the team taken
 * by another caller's loop, or by the one that it is part of, runs in its caller alone.
 *
 * <p>There are no locks. What a caller wrote before a loop is visible to a helper that reads {@link #job}; what a helper wrote in a piece is visible to the caller
 * once it has read the count of ended pieces.
 */
final class StepTeam {
    /** How long a helper looks out for work before it sleeps, and a caller for the last pieces: the rest of a decoding step takes less. */
    private static final long PATIENCE_NANOS = 100_000;

    /** How long callers work alone once a helper has lost its processor in the middle of a piece: on a busy machine each such loop costs a time slice. */
    private static final long PAUSE_NANOS = 50_000_000;

    private static final StepTeam SHARED = new StepTeam(PAUSE_NANOS);

    private final long pauseNanos;

    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile @Nullable Job job; // written by the caller that has taken the team
    private volatile Helper[] helpers = {}; // the same
    private volatile long pausedSince; // in System.nanoTime(), where paused
    private volatile boolean paused;

    /** A team whose callers work alone for so long after a helper has kept one of them waiting; 0: they do not. */
    StepTeam(long pauseNanos) {
        this.pauseNanos = pauseNanos;
    }

    /** A piece of a loop. */
    @FunctionalInterface
    interface Piece {
        /** Runs the piece of this number, from 0. It calls no operation of ND4J or oneDNN, whose threads are settings of the caller. */
        void run(int number);
    }

    /**
     * Runs all pieces of a loop, in any order, in no more threads than the calling thread's operations may have; see {@link HostThreads#count()}.
     *
     * @throws RuntimeException what a piece threw
     */
    static void run(int pieces, Piece loop) {
        SHARED.run(pieces, pieces == 1 ? 1 : Math.min(pieces, HostThreads.count()), loop);
    }

    /**
     * The same in a number of threads.
     *
     * @param threads at least 1, the calling thread included
     */
    void run(int pieces, int threads, Piece loop) {
        if (threads == 1 || isPaused() || !taken.compareAndSet(false, true)) {
            for (int i = 0; i < pieces; i++) {
                loop.run(i);
            }
            return;
        }
        Job own = new Job(pieces, threads - 1, loop);
        try {
            hire(threads - 1);
            job = own;
            wake(0);
            own.work();
            if (!own.await()) {
                pausedSince = System.nanoTime();
                paused = pauseNanos > 0;
            }
        } finally {
            job = null; // which would hold the caller's arrays
            taken.set(false);
        }
        own.fault.rethrow();
    }

    private boolean isPaused() {
        if (paused && System.nanoTime() - pausedSince > pauseNanos) {
            paused = false;
        }
        return paused;
    }

    private void hire(int count) {
        Helper[] before = helpers;
        if (before.length < count) {
            Helper[] all = Arrays.copyOf(before, count);
            for (int i = before.length; i < count; i++) {
                all[i] = new Helper(i);
            }
            helpers = all;
            for (int i = before.length; i < count; i++) {
                all[i].start();
            }
        }
    }

    /** Each helper wakes the next one, so that the caller begins with its own share at once. */
    private void wake(int number) {
        Helper helper = helpers[number];
        if (helper.asleep) {
            LockSupport.unpark(helper);
        }
    }

    /** A loop that is being run. */
    private static final class Job {
        final int helpers;
        final FirstFault fault = new FirstFault();
        private final int pieces;
        private final Piece loop;
        private final AtomicInteger claimed = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private volatile @Nullable Thread waiting;

        Job(int pieces, int helpers, Piece loop) {
            this.pieces = pieces;
            this.helpers = helpers;
            this.loop = loop;
        }

        /** Runs pieces that nobody has claimed until there are none. */
        void work() {
            for (int i = claimed.getAndIncrement(); i < pieces; i = claimed.getAndIncrement()) {
                try {
                    loop.run(i);
                } catch (Throwable e) { // its caller throws it
                    fault.add(e);
                }
                if (ended.incrementAndGet() == pieces) {
                    LockSupport.unpark(waiting); // does nothing for null
                }
            }
        }

        /**
         * Returns when all pieces have ended. The caller waits long only where a helper lost its processor, which the caller's own may be.
         *
         * @return whether it did not wait long
         */
        boolean await() {
            long start = System.nanoTime();
            while (ended.get() < pieces && System.nanoTime() - start < PATIENCE_NANOS) {
                Thread.onSpinWait();
            }
            if (ended.get() == pieces) {
                return true;
            }
            // Before the next look at the count, as the helper counts before it looks here.
            waiting = Thread.currentThread();
            while (ended.get() < pieces) {
                LockSupport.park(this);
            }
            return false;
        }
    }

    private final class Helper extends Thread {
        private final int number;
        volatile boolean asleep;

        Helper(int number) {
            super(null, null, "seq4j-step-" + number, 0, false);
            this.number = number;
            setDaemon(true);
        }

        @Override
        public void run() {
            Job last = null;
            long since = System.nanoTime();
            while (true) {
                Job next = job;
                if (next != null && next != last && number < next.helpers) {
                    if (number + 1 < next.helpers) {
                        wake(number + 1);
                    }
                    next.work();
                    last = next;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since < PATIENCE_NANOS) {
                    Thread.onSpinWait();
                } else {
                    last = null;
                    sleep();
                    since = System.nanoTime();
                }
            }
        }

        /** Until a caller has work for this helper. */
        private void sleep() {
            asleep = true; // before the next look at the job, as the caller sets the job before it looks here
            for (Job next = job; next == null || number >= next.helpers; next = job) {
                LockSupport.park(StepTeam.this);
                Thread.interrupted(); // else it would never sleep again
            }
            asleep = false;
        }
    }
}
