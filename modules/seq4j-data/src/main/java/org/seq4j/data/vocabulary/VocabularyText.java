package org.seq4j.data.vocabulary;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Utf8Lines;

/**
 * The text form of a vocabulary: one token a line, each line ended by a line feed, the four specials first. Escapes
 * keep every token on one visible line: {@code \\} backslash, {@code \n} line feed, {@code \r} carriage return,
 * {@code \t} tab, {@code \s} a space at the start or end of a token, <code>&#92;u{1F}</code> any other invisible or
 * unpaired code point, in hexadecimal.
 */
public final class VocabularyText {
    private VocabularyText() {}

    static String format(String[] tokens) {
        StringBuilder text = new StringBuilder();
        for (String token : tokens) {
            text.append(escape(token)).append('\n');
        }
        return text.toString();
    }

    /** A token as one visible line. */
    public static String escape(String token) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < token.length(); ) {
            int c = token.codePointAt(i);
            int next = i + Character.charCount(c);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case ' ' -> out.append(i == 0 || next == token.length() ? "\\s" : " ");
                default -> {
                    if (visible(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append("\\u{")
                                .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                                .append('}');
                    }
                }
            }
            i = next;
        }
        return out.toString();
    }

    private static boolean visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    static List<String> parse(String text, String source) {
        List<String> tokens = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        int line = 0;
        for (int start = text.startsWith("\uFEFF") ? 1 : 0; start < text.length(); ) {
            line++;
            int end = text.indexOf('\n', start);
            String raw = text.substring(start, end < 0 ? text.length() : end);
            String token = unescape(raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw, source, line);
            if (line <= Vocabulary.SPECIALS.size() && !token.equals(Vocabulary.SPECIALS.get(line - 1))) {
                throw at(
                        source,
                        line,
                        "the line is '" + raw + "', but a vocabulary starts with the lines "
                                + String.join(", ", Vocabulary.SPECIALS) + "; is this a vocabulary that seq4j wrote?");
            }
            if (token.isEmpty()) {
                throw at(source, line, "the line is empty, but every line of a vocabulary holds a token; remove it.");
            }
            Integer earlier = lines.put(token, line);
            if (earlier != null) {
                throw at(source, line, "the token '" + raw + "' already stands on line " + earlier + "; remove one.");
            }
            tokens.add(token);
            start = end < 0 ? text.length() : end + 1;
        }
        if (line < Vocabulary.SPECIALS.size()) {
            throw at(
                    source,
                    line + 1,
                    "the text ends here, but a vocabulary starts with the lines "
                            + String.join(", ", Vocabulary.SPECIALS) + ".");
        }
        return tokens;
    }

    /**
     * The token of an escaped line.
     *
     * @throws DataException naming source and line, for a wrong escape
     */
    public static String unescape(String raw, String source, int line) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            switch (i < raw.length() ? raw.charAt(i++) : '\0') {
                case '\\' -> out.append('\\');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 's' -> out.append(' ');
                case 'u' -> {
                    int close = raw.indexOf('}', i);
                    out.appendCodePoint(codePoint(raw, i, close, source, line));
                    i = close + 1;
                }
                default -> throw badEscape(raw, source, line);
            }
        }
        return out.toString();
    }

    /** The number between the braces that should stand at {@code open} and {@code close}. */
    private static int codePoint(String raw, int open, int close, String source, int line) {
        if (!raw.startsWith("{", open) || close < open + 2 || close > open + 7) {
            throw badEscape(raw, source, line);
        }
        try {
            int codePoint = Integer.parseInt(raw, open + 1, close, 16);
            if (Character.isValidCodePoint(codePoint)) {
                return codePoint;
            }
        } catch (NumberFormatException e) {
            throw badEscape(raw, source, line);
        }
        throw badEscape(raw, source, line);
    }

    private static DataException badEscape(String raw, String source, int line) {
        return at(
                source,
                line,
                "the line '" + raw + "' holds a backslash that starts none of the escapes "
                        + "\\\\ \\n \\r \\t \\s \\u{hex}; write a backslash as \\\\.");
    }

    private static DataException at(String source, int line, String what) {
        return new DataException(source + ":" + line + ": " + what);
    }

    static String readUtf8(Path file) {
        StringBuilder text = new StringBuilder();
        try (Utf8Lines lines = Utf8Lines.open(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }
}
