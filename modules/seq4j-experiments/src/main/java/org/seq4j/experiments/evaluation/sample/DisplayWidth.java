package org.seq4j.experiments.evaluation.sample;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * How many columns a text takes in a terminal: 2 for wide East Asian characters and emoji (Unicode Standard Annex 11),
 * 0 for combining marks and formatting characters, 1 for everything else.
 */
final class DisplayWidth {
    private DisplayWidth() {}

    static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            width += of(c);
        }
        return width;
    }

    static int of(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        return c >= 0x1100
                && (c <= 0x115F
                        || (c >= 0x2E80 && c <= 0x303E)
                        || (c >= 0x3041 && c <= 0xA4CF)
                        || (c >= 0xAC00 && c <= 0xD7A3)
                        || (c >= 0xF900 && c <= 0xFAFF)
                        || (c >= 0xFE30 && c <= 0xFE6F)
                        || (c >= 0xFF00 && c <= 0xFF60)
                        || (c >= 0xFFE0 && c <= 0xFFE6)
                        || (c >= 0x1F300 && c <= 0x1FAFF)
                        || (c >= 0x20000 && c <= 0x3FFFD));
    }

    /** The text in exactly {@code width} columns: padded with spaces, or cut with an ellipsis at its end. */
    static String fit(String text, int width) {
        int size = of(text);
        if (size <= width) {
            return text + " ".repeat(width - size);
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int end = 0;
        for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
            if (of(text.substring(0, next)) > width - 1) {
                break;
            }
            end = next;
        }
        String cut = text.substring(0, end) + "…";
        return cut + " ".repeat(width - of(cut));
    }
}
