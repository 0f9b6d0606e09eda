package org.seq4j.data.token;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts a line of text into T tokens and joins tokens to a line again. Implementations are immutable and safe for
 * several threads. No token is ever the empty string, and only white space may be lost on the way.
 */
public interface Tokenizer extends Serializable {
    /** The tokens of a line, which holds no line break (a break inside is ordinary text for characters, else space). */
    List<String> tokenize(String line);

    /** The line that these tokens stand for; {@code join(tokenize(line))} equals the line up to runs of white space. */
    String join(List<String> tokens);

    /**
     * The token that stands for a line break in continuous text: {@code </s>}, as usual for words, unless breaks are
     * ordinary text to this tokeniser.
     */
    default String lineBreak() {
        return "</s>";
    }

    /** The continuous text that these tokens stand for, {@link #lineBreak()} among them as a line feed. */
    default String joinText(List<String> tokens) {
        StringBuilder text = new StringBuilder();
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).equals(lineBreak())) {
                text.append(join(tokens.subList(start, i))).append('\n');
                start = i + 1;
            }
        }
        return text.append(join(tokens.subList(start, tokens.size()))).toString();
    }

    /** Every Unicode code point is a token. */
    static Tokenizer characters() {
        return new CharTokenizer();
    }

    /** White space separates tokens. */
    static Tokenizer words() {
        return new WordTokenizer();
    }

    /** Tokens are the matches of a pattern; see {@link RegexTokenizer}. */
    static Tokenizer regex(Pattern pattern) {
        return new RegexTokenizer(pattern);
    }

    /** This tokeniser on text in lower case (Unicode rules, independent of the machine's locale). */
    default Tokenizer lowercased() {
        return new LowercaseTokenizer(this);
    }

    /** This tokeniser, but a tag such as {@code <fr>} at the very start of a line is one token, kept as it stands. */
    default Tokenizer withLeadingTag() {
        return new LeadingTagTokenizer(this);
    }
}
