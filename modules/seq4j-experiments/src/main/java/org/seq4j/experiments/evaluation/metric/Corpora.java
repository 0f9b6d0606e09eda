package org.seq4j.experiments.evaluation.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
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

    /** {@code nrefs:} and the number of references of each example, or {@code var}. */
    static String nrefs(List<List<String>> references) {
        int first = references.get(0).size();
        return "nrefs:" + (references.stream().allMatch(r -> r.size() == first) ? first : "var");
    }

    /** The value with so many decimals, its exact binary value rounded, half to even: as Python prints it. */
    static String fixed(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
}
