package org.seq4j.data.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A data set that seq4j makes on this machine. */
interface GeneratedSet {
    /** Goes up when the same Java runtime would give other files than before. */
    default int version() {
        return 1;
    }

    /** Whether the lines come from the locale data of the Java runtime, so that each Java version has its own files. */
    default boolean fromLocaleData() {
        return false;
    }

    /** What the set holds, in one line without counts. */
    String description();

    /** The lines of the splits that the catalogue names, of {@code train}, {@code dev} and {@code test} in this order. */
    Map<String, List<String>> generate();

    /** Splits of these sizes whose lines are made one after the other, by a function of the name of the split. */
    static Map<String, List<String>> splits(int train, int dev, int test, UnaryOperator<String> line) {
        Map<String, List<String>> splits = new LinkedHashMap<>();
        splits.put("train", lines(train, "train", line));
        splits.put("dev", lines(dev, "dev", line));
        splits.put("test", lines(test, "test", line));
        return splits;
    }

    private static List<String> lines(int count, String split, UnaryOperator<String> line) {
        List<String> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lines.add(line.apply(split));
        }
        return lines;
    }

    /** The generator of the set of this name. */
    static Optional<GeneratedSet> of(String name) {
        return PointingSet.of(name)
                .or(() -> Optional.ofNullable(
                        switch (name) {
                            case "locale-names" -> new LocaleNames();
                            case "human-dates" -> new HumanDates();
                            case "toy-copy" -> ToyPairs.COPY;
                            case "toy-reverse" -> ToyPairs.REVERSE;
                            case "toy-sort" -> ToyPairs.SORT;
                            case "toy-addition" -> ToyPairs.ADDITION;
                            case "parity" -> new Parity();
                            default -> null;
                        }));
    }
}
