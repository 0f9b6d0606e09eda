package org.seq4j.data.token;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs of white space separate tokens; joined again with one space. White space is Unicode's, with the no-break spaces.
 */
public record WordTokenizer() implements Tokenizer {
    @Override
    public List<String> tokenize(String line) {
        List<String> tokens = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < line.length(); i++) { // every white-space character is in the basic plane
            if (isSpace(line.charAt(i))) {
                if (start >= 0) {
                    tokens.add(line.substring(start, i));
                }
                start = -1;
            } else if (start < 0) {
                start = i;
            }
        }
        if (start >= 0) {
            tokens.add(line.substring(start));
        }
        return tokens;
    }

    @Override
    public String join(List<String> tokens) {
        return String.join(" ", tokens);
    }

    /** White space in the sense of Java or of Unicode (category Z: no-break spaces too). */
    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
