package org.seq4j.experiments.evaluation.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct sources of a data set in the order of their first appearance, each with all its references: where a
 * source repeats, as a word with several pronunciations does, it counts once, and any of its targets is right.
 *
 * @param sources each source once
 * @param references the distinct targets of each source
 */
public record References(List<String> sources, List<List<String>> references) {

    /**
     * Groups the pairs of a data set.
     *
     * @throws IllegalArgumentException if the lists differ in length
     */
    public static References bySource(List<String> sources, List<String> targets) {
        if (sources.size() != targets.size()) {
            throw new IllegalArgumentException("Every source needs its target, but there are " + sources.size()
                    + " sources and " + targets.size() + " targets.");
        }
        Map<String, List<String>> grouped = new LinkedHashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            List<String> all = grouped.computeIfAbsent(sources.get(i), s -> new ArrayList<>(1));
            if (!all.contains(targets.get(i))) {
                all.add(targets.get(i));
            }
        }
        return new References(List.copyOf(grouped.keySet()), List.copyOf(grouped.values()));
    }

    /** One reference for each of the given targets: line by line, as sacreBLEU compares two files. */
    public static List<List<String>> single(List<String> targets) {
        return targets.stream().map(List::of).toList();
    }
}
