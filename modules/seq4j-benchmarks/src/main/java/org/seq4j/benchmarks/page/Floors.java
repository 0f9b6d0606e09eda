package org.seq4j.benchmarks.page;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.seq4j.benchmarks.cases.Parameters;
import org.seq4j.benchmarks.cases.Work;
import org.seq4j.benchmarks.result.CaseResult;

/**
 * The least times of cases on the machine as it was measured.
 *
 * @param operations of matrix products a second
 * @param bytes read a second
 */
record Floors(double operations, double bytes) {
    /** From the cases that measure the machine; null where they are not among these. */
    static @Nullable Floors of(Collection<CaseResult> results) {
        Double product = rate(results, "machine/product");
        Double memory = rate(results, "machine/memory");
        return product == null || memory == null ? null : new Floors(product, memory);
    }

    private static @Nullable Double rate(Collection<CaseResult> results, String name) {
        for (CaseResult result : results) {
            Double time = result.seq4j().milliseconds();
            Work work = work(result);
            if (result.name().equals(name) && time != null && work != null) {
                return 1e3 * (work.operations() + work.bytes()) / time; // one of them is 0
            }
        }
        return null;
    }

    private static @Nullable Work work(CaseResult result) {
        return Work.of(result.name(), new Parameters(result.parameters()));
    }

    /** The least milliseconds an item; null where not known. */
    @Nullable
    Double of(CaseResult result) {
        Work work = work(result);
        return work == null ? null : work.milliseconds(operations, bytes);
    }

    /** The machine's rates as a sentence. */
    String sentence() {
        return String.format(
                Locale.ROOT,
                "Products ran at %.0f thousand million operations a second, and weights were read at %.0f thousand"
                        + " million bytes a second; the *floor* of a case is what its products, or the reading of its"
                        + " weights, take at that rate.",
                operations / 1e9,
                bytes / 1e9);
    }
}
