package org.seq4j.data.label;

import java.io.Serializable;
import java.util.Locale;

/**
 * What of a word counts when it is looked up.
 *
 * @param lowercase whether case is left aside (Unicode rules, independent of the machine's locale)
 * @param digitsToZero whether every decimal digit is taken for a 0, so that numbers of like shape are one word
 */
public record WordForm(boolean lowercase, boolean digitsToZero) implements Serializable {
    /** Words as they stand. */
    public static final WordForm PLAIN = new WordForm(false, false);

    /** The form of a word. */
    public String of(String word) {
        String form = lowercase ? word.toLowerCase(Locale.ROOT) : word;
        if (!digitsToZero || form.codePoints().noneMatch(Character::isDigit)) {
            return form;
        }
        StringBuilder zeros = new StringBuilder(form.length());
        form.codePoints().forEach(c -> zeros.appendCodePoint(Character.isDigit(c) ? '0' : c));
        return zeros.toString();
    }
}
