package org.seq4j.benchmarks.cases;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is measured.
 *
 * @param group the table that it stands in
 * @param name begins with the group's prefix
 * @param unit how its time is told
 * @param parameters its sizes
 * @param setup ours
 * @param stock the same with Deeplearning4j's own layers; null: they have no such thing
 * @param peer the module of {@code peers/} that does the same in PyTorch; null: none does
 * @param target what the ratio of PyTorch's time to ours has to be, or where there is no peer, our milliseconds; null: no target is set
 * @param stockTarget what the ratio of Deeplearning4j's time to ours has to be; null: no target is set
 */
public record Case(
        Group group,
        String name,
        Unit unit,
        Parameters parameters,
        Setup setup,
        @Nullable Setup stock,
        @Nullable String peer,
        @Nullable Target target,
        @Nullable Target stockTarget) {

    /** A case that nobody else does, yet. */
    static Case of(Group group, String name, Unit unit, Parameters parameters, Setup setup) {
        return new Case(group, group.prefix() + "/" + name, unit, parameters, setup, null, null, null, null);
    }

    /** The same, done by a module of {@code peers/} too. */
    Case peer(String module) {
        return new Case(group, name, unit, parameters, setup, stock, module, target, stockTarget);
    }

    /** The same with what the ratio, or without a peer the time, has to be. */
    Case target(double must, @Nullable Double stretch) {
        return new Case(group, name, unit, parameters, setup, stock, peer, new Target(must, stretch), stockTarget);
    }

    /** The same, done by Deeplearning4j's own layers too. */
    Case stock(Setup other, Target its) {
        return new Case(group, name, unit, parameters, setup, other, peer, target, its);
    }

    /** The same with sizes that take next to no time. */
    public Case tiny() {
        return new Case(group, name, unit, parameters.tiny(), setup, stock, peer, target, stockTarget);
    }
}
