package org.seq4j.data.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seq4j.data.pointing.PointingGenerator;
import org.seq4j.data.pointing.PointingTask;
import org.seq4j.data.pointing.PointsText;

/**
 * Problems for pointer networks to validate and test on, 1,000 of one size each, such as {@code pointing-tsp-10}, in the
 * layout of the data that Vinyals, Fortunato and Jaitly published. Training data are made on the fly.
 */
record PointingSet(PointingTask task, int size) implements GeneratedSet {
    private static final int EXAMPLES = 1_000;

    /** The sets by name. */
    private static final Map<String, PointingSet> SETS = Stream.of(
                    new PointingSet(PointingTask.CONVEX_HULL, 5),
                    new PointingSet(PointingTask.CONVEX_HULL, 10),
                    new PointingSet(PointingTask.CONVEX_HULL, 20),
                    new PointingSet(PointingTask.CONVEX_HULL, 50),
                    new PointingSet(PointingTask.DELAUNAY, 5),
                    new PointingSet(PointingTask.TSP, 5),
                    new PointingSet(PointingTask.TSP, 10),
                    new PointingSet(PointingTask.SORT, 10))
            .collect(Collectors.toUnmodifiableMap(PointingSet::name, set -> set));

    static Optional<GeneratedSet> of(String name) {
        return Optional.ofNullable(SETS.get(name));
    }

    private String name() {
        return "pointing-" + task.key().replace('_', '-') + "-" + size;
    }

    @Override
    public String description() {
        return new PointingGenerator(task, size, size, 0).describe();
    }

    @Override
    public Map<String, List<String>> generate() {
        PointingGenerator generator = new PointingGenerator(task, size, size, 0);
        Map<String, List<String>> splits = new LinkedHashMap<>();
        List<String> names = List.of("dev", "test");
        for (int split = 0; split < names.size(); split++) {
            List<String> lines = generator.fixed(split, EXAMPLES).stream()
                    .map(PointsText::line)
                    .toList();
            splits.put(names.get(split), lines);
        }
        return splits;
    }
}
