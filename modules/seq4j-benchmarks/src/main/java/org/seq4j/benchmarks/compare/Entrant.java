package org.seq4j.benchmarks.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seq4j.benchmarks.result.Measured;
import org.seq4j.benchmarks.worker.Block;
import org.seq4j.benchmarks.worker.Side;
import org.seq4j.benchmarks.worker.SideException;

/** A side and what it has measured so far. Once it has failed it is left alone. */
final class Entrant implements AutoCloseable {
    private final String name;
    private final List<String> command;
    private final List<Block> blocks = new ArrayList<>();
    private Map<String, String> versions = Map.of();
    private @Nullable Side side;
    private @Nullable String fault;

    Entrant(String name, List<String> command) {
        this.name = name;
        this.command = command;
    }

    /** Starts it and waits until it is warm. */
    void start(Map<String, String> environment, Duration patience) {
        try {
            Side started = Side.start(name, command, environment, patience);
            side = started;
            versions = started.ready().versions();
        } catch (SideException e) {
            fail(e);
        }
    }

    /** Has it measure a block, unless it has failed. */
    void measure() {
        if (side == null) {
            return;
        }
        try {
            blocks.add(side.block());
        } catch (SideException e) {
            fail(e);
        }
    }

    private void fail(SideException e) {
        fault = e.getMessage();
        close();
    }

    Measured measured() {
        return new Measured(versions, blocks, fault);
    }

    @Override
    public void close() {
        if (side != null) {
            side.close();
            side = null;
        }
    }
}
