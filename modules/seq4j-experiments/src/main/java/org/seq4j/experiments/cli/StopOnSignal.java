package org.seq4j.experiments.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets a command finish properly when the process is asked to end (Ctrl-C, SIGTERM, SIGHUP): the command sees {@link
 * #getAsBoolean()} become true, saves, and closes this; then the process
 * ends with exit code 130. The Java machine's shutdown waits for that.
 */
final class StopOnSignal implements BooleanSupplier, AutoCloseable {
    private static final long MOST_MINUTES = 10;

    private final CountDownLatch saved = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "stop-on-signal");
    private volatile boolean stop;

    StopOnSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void onShutdown() {
        stop = true;
        Console.err().println();
        Console.err().println("Stopping after this update; the state is being saved ...");
        try {
            if (saved.await(MOST_MINUTES, TimeUnit.MINUTES)) {
                Console.out().flush();
                Console.err().flush();
                Runtime.getRuntime().halt(Main.INTERRUPTED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean getAsBoolean() {
        return stop;
    }

    /** The command is done: a waiting shutdown goes on, a later one is no longer delayed. */
    @Override
    public void close() {
        if (stop) {
            saved.countDown();
        } else {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) { // the shutdown has begun in this moment
                saved.countDown();
            }
        }
    }
}
