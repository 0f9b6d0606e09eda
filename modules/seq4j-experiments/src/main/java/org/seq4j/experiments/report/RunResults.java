package org.seq4j.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.run.RunFolder;

/**
 * What a run folder says of its training and of what was scored after it.
 *
 * @param name the folder's name
 * @param threads of the training; 0 where the folder does not say
 * @param end the last line of the metrics log; null: there is none
 * @param best the best validation; null: nothing was validated
 * @param evaluations the newest of each split and choice of keys
 */
record RunResults(
        String name,
        int threads,
        @Nullable Map<String, Object> end,
        @Nullable Map<String, Object> best,
        List<Evaluation> evaluations) {

    /**
     * One evaluation.
     *
     * @param split what was scored
     * @param overrides keys with other values than in the training
     * @param scores names and values, in the order of the record
     */
    record Evaluation(String split, List<String> overrides, Map<String, Double> scores) {}

    static RunResults of(RunFolder folder) {
        Map<String, Object> end = null;
        Map<String, Object> best = null;
        for (Map<String, Object> line : folder.logged()) {
            end = line;
            if (Boolean.TRUE.equals(line.get("best"))) {
                best = line;
            }
        }
        int threads = folder.info().get("backend") instanceof Map<?, ?> backend
                        && backend.get("threads") instanceof Number number
                ? number.intValue()
                : 0;
        return new RunResults(folder.name(), threads, end, best, evaluations(folder));
    }

    private static List<Evaluation> evaluations(RunFolder folder) {
        Map<List<String>, Evaluation> newest = new LinkedHashMap<>();
        for (Map<String, Object> line : folder.evaluations()) {
            String split = String.valueOf(line.get("split"));
            List<String> overrides = new ArrayList<>();
            if (line.get("overrides") instanceof List<?> given) {
                given.forEach(override -> overrides.add(String.valueOf(override)));
            }
            List<String> key = new ArrayList<>(overrides);
            key.add(0, split);
            newest.put(key, new Evaluation(split, overrides, numbers(line.get("scores"))));
        }
        return List.copyOf(newest.values());
    }

    /** The scores of a validation. */
    static Map<String, Double> scores(Map<String, Object> validation) {
        Map<String, Object> scores = new LinkedHashMap<>(validation);
        scores.keySet().removeAll(List.of("update", "epoch", "validation_seconds", "seconds"));
        return numbers(scores);
    }

    private static Map<String, Double> numbers(@Nullable Object object) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        if (object instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value instanceof Number number) {
                    numbers.put(String.valueOf(name), number.doubleValue());
                }
            });
        }
        return numbers;
    }
}
