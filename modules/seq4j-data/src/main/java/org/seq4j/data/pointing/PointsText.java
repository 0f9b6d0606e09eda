package org.seq4j.data.pointing;

import java.math.BigDecimal;

/** Writes examples in the layout of {@link PointingFormat#POINTS}. */
public final class PointsText {
    static final String OUTPUT = "output";

    private PointsText() {}

    /** The line of an example, every number in full: reading it gives the same floats. */
    public static String line(PointingExample example) {
        StringBuilder line = new StringBuilder();
        for (float value : example.vectors()) {
            BigDecimal exact = new BigDecimal(value);
            line.append(exact.signum() == 0 ? "0" : exact.toPlainString()).append(' ');
        }
        line.append(OUTPUT);
        for (int position : example.target()) {
            line.append(' ').append(position);
        }
        return line.toString();
    }
}
