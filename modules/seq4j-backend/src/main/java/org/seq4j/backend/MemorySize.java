package org.seq4j.backend;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory, written as the Java machine's options write it: 512m, 4g.
 *
 * @param bytes at least 1 MiB
 */
public record MemorySize(long bytes) {
    private static final long MIB = 1L << 20;
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})([mMgG])");

    /** Checks the amount. */
    public MemorySize {
        if (bytes < MIB) {
            throw new IllegalArgumentException("expected at least 1 MiB, found " + bytes + " bytes");
        }
    }

    /**
     * Reads {@code 512m} (MiB) or {@code 4g} (GiB).
     *
     * @throws IllegalArgumentException with a sentence, if the text is neither
     */
    public static MemorySize parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected an amount of memory such as 512m or 4g, found '" + text + "'");
        }
        boolean giga = matcher.group(2).toLowerCase(Locale.ROOT).equals("g");
        return new MemorySize(Long.parseLong(matcher.group(1)) * (giga ? 1024 * MIB : MIB));
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return bytes % (1024 * MIB) == 0 ? bytes / (1024 * MIB) + "g" : bytes / MIB + "m";
    }
}
