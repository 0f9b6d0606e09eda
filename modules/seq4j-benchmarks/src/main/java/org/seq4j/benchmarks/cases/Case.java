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
 * @param target the least that PyTorch's time over ours has to be; null: no target is set
 * @param stockTarget the least that Deeplearning4j's time over ours has to be; null: no target is set
 * @param limit the most milliseconds that ours may take; null: no limit is set
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
        @Nullable Target stockTarget,
        @Nullable Target limit) {

    /** A case that nobody else does, yet. */
    static Case of(Group group, String name, Unit unit, Parameters parameters, Setup setup) {
        return new Case(group, group.prefix() + "/" + name, unit, parameters, setup, null, null, null, null, null);
    }

    /** The same, done by a module of {@code peers/} too. */
    Case peer(String module) {
        return new Case(group, name, unit, parameters, setup, stock, module, target, stockTarget, limit);
    }

    /** The same with what the ratio to PyTorch has to be. */
    Case target(double must, double stretch) {
        return new Case(
                group, name, unit, parameters, setup, stock, peer, new Target(must, stretch), stockTarget, limit);
    }

    /** The same, done by Deeplearning4j's own layers too. */
    Case stock(Setup other, Target its) {
        return new Case(group, name, unit, parameters, setup, other, peer, target, its, limit);
    }

    /** The same with a limit in milliseconds. */
    Case limit(double must, double stretch) {
        return new Case(
                group, name, unit, parameters, setup, stock, peer, target, stockTarget, new Target(must, stretch));
    }

    /** The same with sizes that take next to no time. */
    public Case tiny() {
        return new Case(group, name, unit, parameters.tiny(), setup, stock, peer, target, stockTarget, limit);
    }
}
