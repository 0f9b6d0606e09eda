package org.seq4j.benchmarks.compare;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seq4j.benchmarks.cases.Case;
import org.seq4j.benchmarks.result.CaseResult;
import org.seq4j.benchmarks.result.Measured;
import org.seq4j.benchmarks.result.Settings;

/**
 * Runs a case: starts all sides, one after the other so that none warms up beside another, then has them measure blocks by turns. A side that fails says so in its
 * result, and the others go on.
 */
public final class CaseRun {
    /** Threads of a side that has just measured may spin for a while before they sleep. */
    public static final Duration REST = Duration.ofMillis(250);

    private final Commands commands;
    private final Settings settings;
    private final boolean withPeer;
    private final Duration patience;
    private final Duration rest;

    /**
     * Runs of cases.
     *
     * @param commands how sides are started
     * @param withPeer whether there is PyTorch
     * @param patience how long a side may take to warm up, or for a block
     * @param rest what lies between two blocks, usually {@link #REST}
     */
    public CaseRun(Commands commands, boolean withPeer, Duration patience, Duration rest) {
        this.commands = commands;
        this.settings = commands.settings();
        this.withPeer = withPeer;
        this.patience = patience;
        this.rest = rest;
    }

    /** Runs one. */
    public CaseResult run(Case one) {
        Case sized = settings.tiny() ? one.tiny() : one;
        String module = withPeer ? one.peer() : null;
        try (Entrant ours = new Entrant("seq4j", commands.java(one, "seq4j"));
                Entrant stock = one.stock() == null ? null : new Entrant("Deeplearning4j", commands.java(one, "dl4j"));
                Entrant peer = module == null ? null : new Entrant("PyTorch", commands.peer(one, module))) {
            List<Entrant> all = Stream.of(ours, stock, peer)
                    .filter(entrant -> entrant != null)
                    .toList();
            all.forEach(entrant -> entrant.start(commands.environment(), patience));
            for (int pair = 0; pair < settings.pairs(); pair++) {
                for (Entrant entrant : all) {
                    rest();
                    entrant.measure();
                }
            }
            return new CaseResult(
                    one.name(),
                    one.group(),
                    one.unit(),
                    sized.parameters().values(),
                    one.target(),
                    one.stockTarget(),
                    one.limit(),
                    ours.measured(),
                    measured(stock),
                    measured(peer));
        }
    }

    private static @Nullable Measured measured(@Nullable Entrant entrant) {
        return entrant == null ? null : entrant.measured();
    }

    private void rest() {
        try {
            Thread.sleep(rest.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
