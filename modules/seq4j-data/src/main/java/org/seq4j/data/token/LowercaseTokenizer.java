package org.seq4j.data.token;

import java.util.List;
import java.util.Locale;

/** Another tokeniser on text in lower case. */
record LowercaseTokenizer(Tokenizer inner) implements Tokenizer {
    @Override
    public List<String> tokenize(String line) {
        return inner.tokenize(line.toLowerCase(Locale.ROOT));
    }

    @Override
    public String join(List<String> tokens) {
        return inner.join(tokens);
    }

    @Override
    public Tokenizer lowercased() {
        return this;
    }

    @Override
    public String lineBreak() {
        return inner.lineBreak();
    }
}
