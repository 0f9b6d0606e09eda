package org.seq4j.experiments.evaluation.heatmap;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text that stands for a token in a picture, laid out as a whole, so that scripts that join letters are shaped. */
final class Label {

    /** More than 24 characters as a reader counts them; the group is as many as stay beside the ellipsis. */
    private static final Pattern TOO_LONG = Pattern.compile("((?>\\X){23})(?>\\X){2}");

    private static final int SPACE = '␣';

    private Label() {}

    static TextLayout layout(String token, Font font, FontRenderContext context) {
        return new TextLayout(cut(displayable(visible(token), font)), font, context);
    }

    /** A character of the token that no installed font has, as its code; null where all can be shown. */
    static @Nullable String missing(String token, Font font) {
        String text = visible(token);
        return text.codePoints()
                .filter(c -> !font.canDisplay(c) && !isVariation(c) && c != SPACE)
                .mapToObj(Label::code)
                .findFirst()
                .orElse(null);
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
                text.append((char) SPACE);
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
        Matcher tooLong = TOO_LONG.matcher(text);
        return tooLong.lookingAt() ? tooLong.group(1) + "…" : text;
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
            } else if (c == SPACE) {
                shown.append('_');
            } else if (shown.isEmpty() || !isVariation(c)) {
                shown.append(code(c));
            }
        });
        return shown.toString();
    }

    /** Signs that only vary the character before them: joiners, variation selectors, skin tones. */
    private static boolean isVariation(int c) {
        return Character.getType(c) == Character.FORMAT
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0x1F3FB && c <= 0x1F3FF);
    }

    private static String code(int c) {
        return String.format(Locale.ROOT, "U+%04X", c);
    }
}
