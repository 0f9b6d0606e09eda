package org.seq4j.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Lets a command finish properly when the process is asked to end: the command sees {@link #getAsBoolean()} become true,
 * saves, and closes this; then the process ends with exit code 130 (Ctrl-C), 143 (SIGTERM) or 129 (SIGHUP). The Java
 * machine's shutdown waits for that.
 */
final class StopOnSignal implements BooleanSupplier, AutoCloseable {
    private static final long MOST_MINUTES = 10;
    private static final Map<String, Integer> CODES =
            Map.of("INT", Main.INTERRUPTED, "TERM", Main.TERMINATED, "HUP", 129);

    private final CountDownLatch saved = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "stop-on-signal");
    private final List<Runnable> undo = new ArrayList<>();
    private volatile boolean stop;
    private volatile int code = Main.INTERRUPTED;

    StopOnSignal() {
        CODES.forEach(this::handle);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Remembers which signal ends the process; the shutdown itself runs as without this. */
    private void handle(String name, int exitCode) {
        try {
            Signal signal = new Signal(name);
            SignalHandler before = Signal.handle(signal, received -> {
                code = exitCode;
                new Thread(() -> System.exit(exitCode), "exit-on-signal").start();
            });
            undo.add(() -> Signal.handle(signal, before));
        } catch (IllegalArgumentException e) { // the system lacks the signal, or -Xrs leaves it to the system
            return;
        }
    }

    private void onShutdown() {
        stop = true;
        Console.err().println();
        Console.err().println("Stopping after this update; the state is being saved ...");
        try {
            if (saved.await(MOST_MINUTES, TimeUnit.MINUTES)) {
                Console.out().flush();
                Console.err().flush();
                Runtime.getRuntime().halt(code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean getAsBoolean() {
        return stop;
    }

    /** What the process ends with after it was asked to. */
    int exitCode() {
        return code;
    }

    /** The command is done: a waiting shutdown goes on, a later one is no longer delayed. */
    @Override
    public void close() {
        if (stop) {
            saved.countDown();
            return;
        }
        undo.forEach(Runnable::run);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) { // the shutdown has begun in this moment
            saved.countDown();
        }
    }
}
