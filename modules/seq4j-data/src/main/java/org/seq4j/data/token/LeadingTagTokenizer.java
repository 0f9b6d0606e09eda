package org.seq4j.data.token;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another tokeniser, with a tag {@code <xx>} at the very start of a line as one token. A tag is an opening angle
 * bracket, one or more characters that are neither brackets nor white space, and a closing bracket.
 */
record LeadingTagTokenizer(Tokenizer inner) implements Tokenizer {
    private static final Pattern TAG = Pattern.compile("<[^<>\\s]+>");

    @Override
    public List<String> tokenize(String line) {
        Matcher matcher = TAG.matcher(line);
        if (!matcher.lookingAt()) {
            return inner.tokenize(line);
        }
        List<String> tokens = new ArrayList<>();
        tokens.add(matcher.group());
        tokens.addAll(inner.tokenize(line.substring(matcher.end())));
        return tokens;
    }

    /** The tag directly before the rest: {@code <fr>Allemagne}. */
    @Override
    public String join(List<String> tokens) {
        if (tokens.isEmpty() || !TAG.matcher(tokens.get(0)).matches()) {
            return inner.join(tokens);
        }
        return tokens.get(0) + inner.join(tokens.subList(1, tokens.size()));
    }

    @Override
    public Tokenizer lowercased() {
        return new LeadingTagTokenizer(inner.lowercased());
    }

    @Override
    public Tokenizer withLeadingTag() {
        return this;
    }

    @Override
    public String lineBreak() {
        return inner.lineBreak();
    }
}
