package org.seq4j.experiments.evaluation.heatmap;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.text.BreakIterator;
import java.util.Locale;

/** The text that stands for a token in a picture, laid out as a whole, so that scripts that join letters are shaped. */
final class Label {

    private static final int LONGEST = 24; // characters as a reader counts them

    private Label() {}

    static TextLayout layout(String token, Font font, FontRenderContext context) {
        return new TextLayout(displayable(visible(token), font), font, context);
    }

    /** White space and control characters as signs, a lone combining mark on a dotted circle, long tokens cut. */
    static String visible(String token) {
        StringBuilder text = new StringBuilder();
        token.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r') {
                text.append('↵');
            } else if (c == '\t') {
                text.append('⇥');
            } else if (Character.isSpaceChar(c)) {
                text.append('␣');
            } else if (Character.isISOControl(c)) {
                text.append(code(c));
            } else {
                text.appendCodePoint(c);
            }
        });
        if (text.isEmpty()) {
            return "\"\"";
        }
        int type = Character.getType(text.codePointAt(0));
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            text.insert(0, '◌');
        }
        return cut(text.toString());
    }

    private static String cut(String text) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int end = characters.next(LONGEST - 1);
        int beyond = end == BreakIterator.DONE ? BreakIterator.DONE : characters.next();
        return beyond == BreakIterator.DONE || beyond == text.length() ? text : text.substring(0, end) + "…";
    }

    /** Characters that no installed font has become their code, such as U+3042, instead of an empty box. */
    private static String displayable(String text, Font font) {
        if (font.canDisplayUpTo(text) < 0) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (font.canDisplay(c)) {
                shown.appendCodePoint(c);
            } else if (c == '␣') {
                shown.append('_');
            } else {
                shown.append(code(c));
            }
        });
        return shown.toString();
    }

    private static String code(int c) {
        return String.format(Locale.ROOT, "U+%04X", c);
    }
}
