package org.seq4j.experiments.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which runs a call makes: those of the section {@code sweep}, and for each of them the combinations of the values that
 * the command line lists.
 *
 * @param overrides the changes of a run: the section's keys, then those of the command line
 * @param choices for each run the number of the value of each override
 * @param halving the key of successive halving, if it is asked for
 */
record SweepPlan(
        List<KeyOverride> overrides,
        List<int[]> choices,
        @Nullable Halving halving) {

    static final int MAX_RUNS = 1000;
    private static final int DRAWS = 1000;

    /**
     * Successive halving, and where it is asked for.
     *
     * @param config its keys
     * @param place of the first rung
     */
    record Halving(HalvingConfig config, Place place) {}

    /**
     * Reads the section and the command line.
     *
     * @throws ConfigException with the faults of the section, or if there are too many runs
     */
    static SweepPlan of(Tree.Section file, List<KeyOverride> given, Map<String, String> environment) {
        Faults faults = new Faults();
        Tree.Section root = file.copy();
        for (KeyOverride override : given) {
            if (override.path().equals(SweepConfig.KEY) || override.path().startsWith(SweepConfig.KEY + ".")) {
                if (override.isSweep()) {
                    faults.add(override.place(), override.path(), "expected one value, found a list");
                    continue;
                }
                override.apply(root, 0, faults);
            }
        }
        Tree tree = root.get(SweepConfig.KEY);
        SweepConfig config = tree == null || tree instanceof Tree.Scalar scalar && scalar.isNull()
                ? null
                : new Binder(new Interpolation(root, Schema.experiment(), environment), faults).bindSweep(tree);
        faults.throwIfAny();
        if (config == null) {
            return new SweepPlan(given, product(given), null);
        }
        List<SweptKeys.SweptKey> varied = config.keys().all().stream()
                .filter(key -> given.stream().noneMatch(override -> sets(override, key.path())))
                .toList();
        boolean random = config.method() == SweepConfig.Method.RANDOM;
        List<KeyOverride> keys = random ? drawn(varied, config.runs(), config.seed()) : listed(varied);
        List<int[]> rows = random && !keys.isEmpty() ? diagonal(keys.size(), config.runs()) : product(keys);
        return new SweepPlan(joined(keys, given), crossed(rows, product(given), given), halving(config, root));
    }

    private static @Nullable Halving halving(SweepConfig config, Tree.Section root) {
        HalvingConfig halving = config.successiveHalving();
        Tree rung = root.at("sweep.successive_halving.first_rung");
        return halving == null || rung == null ? null : new Halving(halving, rung.place());
    }

    private static boolean sets(KeyOverride override, String path) {
        return path.equals(override.path()) || path.startsWith(override.path() + ".");
    }

    private static List<KeyOverride> listed(List<SweptKeys.SweptKey> keys) {
        return keys.stream()
                .map(key -> {
                    if (key.range() != null) {
                        throw Faults.fatal(
                                key.range().place(),
                                "sweep.keys." + key.path(),
                                "a range needs sweep.method: random; expected a list of values");
                    }
                    return override(key, key.values());
                })
                .toList();
    }

    private static KeyOverride override(SweptKeys.SweptKey key, List<Tree> values) {
        return new KeyOverride(KeyOverride.Kind.SET, key.path(), values, key.place());
    }

    /** As many values of each key as there are runs; no two runs have the same. */
    private static List<KeyOverride> drawn(List<SweptKeys.SweptKey> keys, int runs, long seed) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Random random = new Random(seed);
        Set<List<String>> seen = new HashSet<>();
        List<List<Tree>> values =
                keys.stream().<List<Tree>>map(key -> new ArrayList<>()).toList();
        for (int run = 0; run < runs; run++) {
            List<Tree> draw = draw(keys, random);
            for (int again = 0; !seen.add(draw.stream().map(ResolvedKeys::text).toList()); again++) {
                if (again == DRAWS) {
                    throw Faults.fatal(
                            keys.get(0).place(),
                            "sweep.runs",
                            "found no more than " + run + " different combinations of these values, expected " + runs
                                    + "; ask for fewer runs, or for sweep.method: grid");
                }
                draw = draw(keys, random);
            }
            for (int i = 0; i < draw.size(); i++) {
                values.get(i).add(draw.get(i));
            }
        }
        return IntStream.range(0, keys.size())
                .mapToObj(i -> override(keys.get(i), values.get(i)))
                .toList();
    }

    private static List<Tree> draw(List<SweptKeys.SweptKey> keys, Random random) {
        List<Tree> draw = new ArrayList<>();
        for (SweptKeys.SweptKey key : keys) {
            SweptRange range = key.range();
            draw.add(
                    range == null ? key.values().get(random.nextInt(key.values().size())) : range.draw(random));
        }
        return draw;
    }

    /** Each run takes the value with its own number. */
    private static List<int[]> diagonal(int keys, int runs) {
        return IntStream.range(0, runs)
                .mapToObj(run -> {
                    int[] choice = new int[keys];
                    Arrays.fill(choice, run);
                    return choice;
                })
                .toList();
    }

    /** All combinations, the last override varying fastest. */
    private static List<int[]> product(List<KeyOverride> overrides) {
        List<int[]> choices = List.of(new int[0]);
        for (int i = 0; i < overrides.size(); i++) {
            List<int[]> single = IntStream.range(
                            0, Math.max(1, overrides.get(i).values().size()))
                    .mapToObj(value -> new int[] {value})
                    .toList();
            choices = crossed(choices, single, overrides.subList(i, i + 1));
        }
        return choices;
    }

    private static List<int[]> crossed(List<int[]> slow, List<int[]> fast, List<KeyOverride> blamed) {
        if ((long) slow.size() * fast.size() > MAX_RUNS) {
            KeyOverride override = blamed.get(0);
            throw Faults.fatal(override.place(), override.path(), "more than " + MAX_RUNS + " runs; list fewer values");
        }
        List<int[]> all = new ArrayList<>();
        for (int[] before : slow) {
            for (int[] after : fast) {
                all.add(IntStream.concat(IntStream.of(before), IntStream.of(after))
                        .toArray());
            }
        }
        return all;
    }

    private static List<KeyOverride> joined(List<KeyOverride> first, List<KeyOverride> second) {
        List<KeyOverride> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /**
     * The sweep of the experiments that came of this plan.
     *
     * @throws ConfigException if successive halving cannot compare them
     */
    Sweep of(List<LoadedConfig> experiments) {
        if (halving == null) {
            return new Sweep(experiments, List.of(), 1);
        }
        Duration full = experiments.get(0).config().training().maxDuration();
        Duration rung = halving.config().firstRung();
        for (LoadedConfig experiment : experiments) {
            check(experiment.config(), full, rung, halving.place());
        }
        List<Duration> rungs = new ArrayList<>();
        int eta = halving.config().eta();
        for (long amount = rung.amount(); amount < full.amount(); amount *= eta) {
            rungs.add(new Duration(amount, rung.unit()));
        }
        return new Sweep(experiments, rungs, eta);
    }

    private static void check(ExperimentConfig config, Duration full, Duration rung, Place place) {
        Duration validations = config.training().validateEvery();
        String fault = null;
        if (!config.training().maxDuration().equals(full)) {
            fault = "needs the same training.max_duration for all runs, found " + full + " and "
                    + config.training().maxDuration();
        } else if (rung.unit() == Duration.Unit.SECONDS) {
            fault = "expected epochs or updates, because a run must not depend on the speed of the machine, found "
                    + rung;
        } else if (rung.unit() != full.unit() || rung.amount() >= full.amount()) {
            fault = "expected less than training.max_duration (" + full + ") in the same unit, found " + rung;
        } else if (validations.unit() != rung.unit() || rung.amount() % validations.amount() != 0) {
            fault = "the runs are compared by their validations; expected a multiple of training.validate_every ("
                    + validations + "), found " + rung;
        } else if (!CrossChecks.hasDevelopmentSet(config)) {
            fault =
                    "the runs are compared on a development set, and there is none; expected data.dev, data.split.dev or a"
                            + " data set that has one";
        }
        if (fault != null) {
            throw Faults.fatal(place, "sweep.successive_halving.first_rung", fault);
        }
    }
}
