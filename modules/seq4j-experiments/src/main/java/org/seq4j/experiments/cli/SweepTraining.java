package org.seq4j.experiments.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.Duration;
import org.seq4j.experiments.config.LoadedConfig;
import org.seq4j.experiments.config.ResolvedKeys;
import org.seq4j.experiments.config.Sweep;
import org.seq4j.experiments.report.RunList;
import org.seq4j.experiments.report.RunProgress;
import org.seq4j.experiments.report.RunRanking;
import org.seq4j.experiments.run.RunFolder;
import org.seq4j.experiments.training.NonFiniteException;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Trains the experiments of one call, one after the other, and shows them in a table where there are several. What is
 * done and which runs go on is read off the run folders, so that the same call with {@code --resume} goes on anywhere.
 */
final class SweepTraining {
    private final CommandSpec spec;
    private final boolean force;
    private final boolean resume;
    private final PrintStream err = Console.err();
    private final Set<Path> seen = new HashSet<>();
    private @Nullable NonFiniteException divergence;
    private boolean several;
    private boolean anySound;

    SweepTraining(CommandSpec spec, boolean force, boolean resume) {
        this.spec = spec;
        this.force = force;
        this.resume = resume;
    }

    /** Trains them; the exit code. */
    int run(Sweep sweep) {
        try (StopOnSignal stop = new StopOnSignal()) {
            List<LoadedConfig> left = sweep.experiments();
            several = left.size() > 1;
            if (!several) {
                return train(left.get(0), null, stop);
            }
            int code = Main.OK;
            int rungs = sweep.rungs().size();
            for (int rung = 0; rung <= rungs && code == Main.OK; rung++) {
                Duration until = rung == rungs ? null : sweep.rungs().get(rung);
                if (rungs > 0) {
                    err.println("Rung " + (rung + 1) + " of " + (rungs + 1) + ": " + left.size()
                            + (left.size() == 1 ? " run to " : " runs to ")
                            + (until == null ? left.get(0).config().training().maxDuration() : until) + ".");
                }
                code = trainAll(left, until, stop);
                if (code == Main.OK && until != null) {
                    left = best(left, sweep.survivors(rung), until);
                }
            }
            table(sweep.experiments());
            if (code != Main.OK) {
                err.println("Go on with all that is left: the same call with --resume");
            } else if (!anySound && divergence != null) {
                throw divergence;
            }
            return code;
        }
    }

    private int trainAll(List<LoadedConfig> experiments, @Nullable Duration until, StopOnSignal stop) {
        int number = 0;
        for (LoadedConfig experiment : experiments) {
            if (stop.getAsBoolean()) {
                return stop.exitCode();
            }
            err.println("[" + ++number + "/" + experiments.size() + "] " + path(experiment));
            try {
                int code = train(experiment, until, stop);
                if (code != Main.OK) {
                    return code;
                }
            } catch (NonFiniteException e) { // the others may do better
                err.println(e.getMessage());
                divergence = e;
            }
        }
        return Main.OK;
    }

    private int train(LoadedConfig experiment, @Nullable Duration until, StopOnSignal stop) {
        Path run = path(experiment);
        boolean first = seen.add(run);
        if (first && (!resume || !RunFolder.exists(run))) {
            int code = TrainingRuns.run(
                    spec,
                    stop,
                    run.toString(),
                    training -> training.pauseAfter(until).start(experiment, force));
            anySound = true;
            return code;
        }
        RunFolder folder = RunFolder.open(run);
        if (first) {
            compareKeys(experiment, folder);
        }
        if (RunProgress.isFinished(folder)) {
            if (first) {
                err.println("The run " + run + " is finished.");
                Console.out().println(run);
            }
        } else if (until != null && RunProgress.hasReached(folder, until)) {
            err.println("The run " + run + " has come that far.");
        } else if (several && RunProgress.isDiverged(folder)) {
            err.println("The run " + run + " has diverged; `resume " + run + "` tries again.");
            return Main.OK;
        } else {
            int code = TrainingRuns.run(
                    spec,
                    stop,
                    run.toString(),
                    training -> training.pauseAfter(until).resume(run));
            anySound = true;
            return code;
        }
        anySound = true;
        return Main.OK;
    }

    private static void compareKeys(LoadedConfig experiment, RunFolder folder) {
        if (!ResolvedKeys.of(folder.resolvedConfig()).equals(ResolvedKeys.parse(experiment.resolvedYaml()))) {
            throw new UserError("The run " + folder.path()
                    + " was begun with other keys than these; `config show` tells the new"
                    + " ones. Take them back, give another run_dir, or begin again with --force.");
        }
    }

    private List<LoadedConfig> best(List<LoadedConfig> experiments, int count, Duration until) {
        List<Path> best =
                RunRanking.best(experiments.stream().map(SweepTraining::path).toList(), count, until);
        return experiments.stream().filter(one -> best.contains(path(one))).toList();
    }

    private void table(List<LoadedConfig> experiments) {
        List<Path> begun = experiments.stream()
                .map(SweepTraining::path)
                .filter(RunFolder::exists)
                .toList();
        RunRanking ranking = begun.isEmpty()
                ? null
                : RunRanking.of(begun.stream().map(RunFolder::open).toList());
        (ranking == null ? RunList.lines(begun) : ranking.lines()).forEach(err::println);
    }

    private static Path path(LoadedConfig experiment) {
        return Path.of(experiment.config().runDir());
    }
}
