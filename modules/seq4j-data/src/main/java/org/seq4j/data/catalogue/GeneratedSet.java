package org.seq4j.data.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A data set that seq4j makes on this machine. */
interface GeneratedSet {
    /** Goes up when the same Java runtime would give other files than before. */
    int version();

    /** Whether the lines come from the locale data of the Java runtime, so that each Java version has its own files. */
    boolean fromLocaleData();

    /** What the set holds, in one line without counts. */
    String description();

    /** The lines of the splits that the catalogue names, of {@code train}, {@code dev} and {@code test} in this order. */
    Map<String, List<String>> generate();

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
