package org.seq4j.experiments.report;

import java.util.Locale;
import java.util.regex.Pattern;
import org.seq4j.experiments.config.Metric;

/** Numbers as people read them. */
final class Figures {
    private static final Pattern FIGURE =
            Pattern.compile("[-+]?[0-9][0-9.,]*(e-?[0-9]+)?%?|NaN|-?Infinity|[0-9]+ (s|min [0-9]+ s|h [0-9]+ min)");

    private Figures() {}

    /** At least four significant digits and, below 10, four decimals; no superfluous zeros. */
    static String of(double value) {
        double size = Math.abs(value);
        if (value == 0) {
            return "0";
        }
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        if (size >= 1e7 || size < 1e-4) {
            return trimmed(String.format(Locale.ROOT, "%.2e", value));
        }
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        int decimals = Math.max(size < 10 ? 4 : 0, 3 - (int) Math.floor(Math.log10(size)));
        return trimmed(String.format(Locale.ROOT, "%." + decimals + "f", value));
    }

    /** A value of a metric, with as many decimals as the metric's other values; of other names as {@link #of}. */
    static String score(String name, double value) {
        Metric metric = Metric.of(name);
        return metric == null ? of(value) : metric.format(value);
    }

    private static String trimmed(String number) {
        int exponent = number.indexOf('e');
        String digits = exponent < 0 ? number : number.substring(0, exponent);
        if (digits.contains(".")) {
            digits = digits.replaceAll("\\.?0+$", "");
        }
        return exponent < 0
                ? digits
                : digits + "e" + Integer.parseInt(number.substring(exponent + 1).replace("+", ""));
    }

    /** Whether a text is a number, a percentage or a length of time as {@link #time} writes it. */
    static boolean isFigure(String text) {
        return FIGURE.matcher(text).matches();
    }

    /** A length of time. */
    static String time(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }
}
