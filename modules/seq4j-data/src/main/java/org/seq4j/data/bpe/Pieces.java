package org.seq4j.data.bpe;

import java.util.function.Consumer;

/**
 * Cuts text into the pieces within which merges happen. A space starts a piece and belongs to it, and the text as a
 * whole is taken to follow a space, so that a word is the same piece wherever it stands. Letters, digits and everything
 * else are kept apart, much as SentencePiece keeps scripts and digits apart. The pieces one after another are a space and
 * then the text.
 */
final class Pieces {
    /** Longer runs are cut, so that time does not grow with the square of a text's length. */
    private static final int LONGEST = 128;

    private enum Kind {
        SPACE,
        LETTER,
        DIGIT,
        OTHER
    }

    private Pieces() {}

    /** Hands on the pieces of a text; an empty text has none. */
    static void forEach(String text, Consumer<String> visitor) {
        if (text.isEmpty()) {
            return;
        }
        String all = " " + text;
        int start = 0;
        int length = 1;
        Kind kind = Kind.SPACE;
        for (int i = 1; i < all.length(); ) {
            int codePoint = all.codePointAt(i);
            Kind next = kind(codePoint);
            boolean cut = kind == Kind.SPACE ? next == Kind.SPACE : next != kind || length == LONGEST;
            if (cut) {
                visitor.accept(all.substring(start, i));
                start = i;
                length = 0;
            }
            length++;
            kind = next;
            i += Character.charCount(codePoint);
        }
        visitor.accept(all.substring(start));
    }

    private static Kind kind(int codePoint) {
        if (codePoint == ' ') {
            return Kind.SPACE;
        }
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> Kind.LETTER;
            case Character.DECIMAL_DIGIT_NUMBER -> Kind.DIGIT;
            default -> Kind.OTHER;
        };
    }
}
