package org.seq4j.experiments.evaluation.metric;

import java.util.ArrayList;
import java.util.List;

/** What all corpus metrics ask of their arguments and say of them in the signature. */
final class Corpora {
    private Corpora() {}

    static void check(List<String> outputs, List<List<String>> references) {
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("A corpus score needs at least one output, but there is none.");
        }
        if (outputs.size() != references.size()) {
            throw new IllegalArgumentException("Every output needs its references, but there are " + outputs.size()
                    + " outputs and references for " + references.size() + ".");
        }
        for (int i = 0; i < references.size(); i++) {
            if (references.get(i).isEmpty()) {
                throw new IllegalArgumentException(
                        "Every output needs at least one reference, but output " + (i + 1) + " has none.");
            }
        }
    }

    /** Checks, and leaves empty references out where the example has others: sacreBLEU's way. */
    static List<List<String>> checked(List<String> outputs, List<List<String>> references) {
        check(outputs, references);
        List<List<String>> filled = new ArrayList<>(references.size());
        for (List<String> all : references) {
            List<String> some = all.stream().filter(r -> !r.isEmpty()).toList();
            filled.add(some.isEmpty() ? List.of("") : some);
        }
        return filled;
    }

    /** {@code nrefs:} and the number of references of each example, or {@code var}. */
    static String nrefs(List<List<String>> references) {
        int first = references.get(0).size();
        return "nrefs:" + (references.stream().allMatch(r -> r.size() == first) ? first : "var");
    }
}
