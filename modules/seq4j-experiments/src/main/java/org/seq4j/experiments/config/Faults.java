package org.seq4j.experiments.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects the faults of one experiment file, so that all are reported at once. */
final class Faults {

    private record Placed(Place place, Fault fault) {}

    private final List<Placed> faults = new ArrayList<>();
    private final Set<String> paths = new TreeSet<>();

    /** Adds a fault of the key at {@code path} (empty: of none). */
    void add(Place place, String path, String sentence) {
        // An override already names its key.
        String shown = path.equals(place.overriddenKey()) ? "" : path;
        Fault fault = new Fault(place.toString(), shown, sentence);
        paths.add(path);
        if (faults.stream().noneMatch(other -> other.fault().equals(fault))) {
            faults.add(new Placed(place, fault));
        }
    }

    /** Treats the key as faulty without a message of its own, because of another fault. */
    void spoil(String path) {
        paths.add(path);
    }

    /** Whether neither the key at {@code path}, nor a section around it, nor a key below it has a fault. */
    boolean isSound(String path) {
        return paths.stream()
                .noneMatch(faulty -> faulty.equals(path)
                        || path.startsWith(faulty + ".")
                        || faulty.startsWith(path + ".")
                        || faulty.isEmpty());
    }

    /** Ends with all faults so far, in the order of the files and lines, if there are any. */
    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new ConfigException(faults.stream()
                    .sorted(Comparator.comparing(Placed::place))
                    .map(Placed::fault)
                    .toList());
        }
    }

    /** Ends with one fault only. */
    static ConfigException fatal(Place place, String path, String sentence) {
        Faults faults = new Faults();
        faults.add(place, path, sentence);
        return new ConfigException(faults.faults.stream().map(Placed::fault).toList());
    }
}
