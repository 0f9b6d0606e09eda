package org.seq4j.data.token;

import java.util.ArrayList;
import java.util.List;

/**
 * Every Unicode code point is a token: an emoji outside the basic plane is one token, a base letter followed by a
 * combining mark is two. {@code join(tokenize(line))} is exactly the line.
 */
public record CharTokenizer() implements Tokenizer {
    private static final String[] LATIN_1 = new String[256];

    static {
        for (int c = 0; c < LATIN_1.length; c++) {
            LATIN_1[c] = String.valueOf((char) c);
        }
    }

    @Override
    public List<String> tokenize(String line) {
        List<String> tokens = new ArrayList<>(line.length());
        for (int i = 0; i < line.length(); ) {
            int codePoint = line.codePointAt(i);
            tokens.add(codePoint < LATIN_1.length ? LATIN_1[codePoint] : Character.toString(codePoint));
            i += Character.charCount(codePoint);
        }
        return tokens;
    }

    @Override
    public String join(List<String> tokens) {
        return String.join("", tokens);
    }

    @Override
    public String lineBreak() {
        return "\n";
    }
}
