package org.seq4j.data.token;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens are the successive matches of a pattern. Nothing but white space is dropped: a run of other characters between
 * two matches is a token of its own, so {@code \w+} keeps {@code ...} as a token. Empty matches are passed over.
 *
 * <p>Tokens are joined with one space; where the pattern matches a single space, spaces are tokens themselves and the
 * tokens are joined as they stand.
 */
public final class RegexTokenizer implements Tokenizer {
    private static final long serialVersionUID = 1L;

    private final Pattern pattern;
    private final String separator;
    private final String lineBreak;

    /** A tokeniser on this pattern; {@link Pattern#UNICODE_CHARACTER_CLASS} is the caller's choice. */
    public RegexTokenizer(Pattern pattern) {
        this.pattern = pattern;
        this.separator = pattern.matcher(" ").matches() ? "" : " ";
        this.lineBreak = pattern.matcher("\n").matches() ? "\n" : "</s>";
    }

    @Override
    public List<String> tokenize(String line) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = pattern.matcher(line);
        int end = 0;
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                addBetween(line.substring(end, matcher.start()), tokens);
                tokens.add(matcher.group());
                end = matcher.end();
            }
        }
        addBetween(line.substring(end), tokens);
        return tokens;
    }

    @Override
    public String join(List<String> tokens) {
        return String.join(separator, tokens);
    }

    /** A line feed where the pattern matches one, else {@code </s>}. */
    @Override
    public String lineBreak() {
        return lineBreak;
    }

    private static void addBetween(String text, List<String> tokens) {
        if (!text.isEmpty()) {
            tokens.addAll(new WordTokenizer().tokenize(text));
        }
    }

    @Override
    public String toString() {
        return "RegexTokenizer[" + pattern + "]";
    }
}
