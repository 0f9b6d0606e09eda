package org.seq4j.benchmarks.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.seq4j.benchmarks.cases.Target;
import org.seq4j.benchmarks.cases.Unit;
import org.seq4j.benchmarks.result.Measured;

/** Numbers as text; what is not there is empty. */
final class Figures {
    private Figures() {}

    /** The median in the case's unit. */
    static String value(Unit unit, @Nullable Measured measured) {
        Double milliseconds = measured == null ? null : measured.milliseconds();
        return milliseconds == null ? "" : number(unit.of(milliseconds));
    }

    /** Three digits or more. */
    static String number(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        double size = Math.abs(value);
        String format =
                size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : size >= 0.1 ? "%.3f" : "%.4f";
        return String.format(Locale.ROOT, format, value);
    }

    /** A ratio. */
    static String ratio(@Nullable Double ratio) {
        return ratio == null ? "" : String.format(Locale.ROOT, "%.2f", ratio);
    }

    /** What a ratio reaches. */
    static String reached(@Nullable Target target, @Nullable Double ratio) {
        return ratio == null || target == null ? "" : target.reachedBy(ratio);
    }

    /** Whether a cost stays below its limit. */
    static String kept(@Nullable Target limit, @Nullable Double cost) {
        return cost == null || limit == null ? "" : limit.keptBy(cost);
    }

    /** The target and, behind a slash, the stretch. */
    static String target(@Nullable Target target) {
        return target == null ? "" : trimmed(target.must()) + " / " + trimmed(target.stretch());
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
