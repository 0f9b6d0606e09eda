package org.seq4j.experiments.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of training, counted in epochs, updates or seconds.
 *
 * @param amount how many, at least 1
 * @param unit of what
 */
public record Duration(long amount, Unit unit) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(e|u|Ku|Mu|s|m|h)");

    /** What a duration counts. */
    public enum Unit {
        /** Passes over the training data. */
        EPOCHS,
        /** Updates of the parameters. */
        UPDATES,
        /** Seconds of training time. */
        SECONDS
    }

    /** Checks the amount. */
    public Duration {
        if (amount < 1) {
            throw new IllegalArgumentException("expected a duration of at least 1, found " + amount + ' '
                    + unit.name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Reads {@code 40e} epochs, {@code 500u}, {@code 100Ku} or {@code 2Mu} updates, {@code 90s}, {@code 30m} or
     * {@code 2h} of time.
     *
     * @throws IllegalArgumentException with a sentence, if the text is none of these
     */
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "expected a duration such as 40e (epochs), 500u or 100Ku (updates), 90s, 30m or 2h, found '" + text
                            + "'");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "e" -> new Duration(amount, Unit.EPOCHS);
            case "u" -> new Duration(amount, Unit.UPDATES);
            case "Ku" -> new Duration(amount * 1_000L, Unit.UPDATES);
            case "Mu" -> new Duration(amount * 1_000_000L, Unit.UPDATES);
            case "m" -> new Duration(amount * 60L, Unit.SECONDS);
            case "h" -> new Duration(amount * 3_600L, Unit.SECONDS);
            default -> new Duration(amount, Unit.SECONDS);
        };
    }

    /** The shortest form that {@link #parse} reads back to an equal duration. */
    @Override
    public String toString() {
        return switch (unit) {
            case EPOCHS -> amount + "e";
            case UPDATES ->
                amount % 1_000_000 == 0
                        ? amount / 1_000_000 + "Mu"
                        : amount % 1_000 == 0 ? amount / 1_000 + "Ku" : amount + "u";
            case SECONDS ->
                amount % 3_600 == 0 ? amount / 3_600 + "h" : amount % 60 == 0 ? amount / 60 + "m" : amount + "s";
        };
    }
}
