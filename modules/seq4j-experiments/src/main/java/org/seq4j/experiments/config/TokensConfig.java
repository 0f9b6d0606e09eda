package org.seq4j.experiments.config;

import org.jspecify.annotations.Nullable;

/**
 * How text becomes tokens and ids.
 *
 * @param level what a token is
 * @param pattern the regular expression of a token
 * @param lowercase whether text is lower-cased first
 * @param leadingTag whether a tag at the start of a line is one token
 * @param maxLength longest sequence kept, in tokens; 0 = no limit
 * @param vocab which tokens get an id
 */
public record TokensConfig(
        @Key(
                description =
                        "What a token is: char, a Unicode code point; word, what white space separates; regex, a match of pattern.",
                defaultValue = "char")
        Level level,

        @Key(description = "Regular expression (java.util.regex) that one token matches.", onlyIf = "level=regex")
        @Nullable
        String pattern,

        @Key(description = "Whether text is lower-cased (language-neutral) first.", defaultValue = "false")
        boolean lowercase,

        @Key(
                description = "Whether a tag such as <fr> at the start of a line is one token rather than characters.",
                defaultValue = "false",
                onlyIf = "/data.format=lines")
        boolean leadingTag,

        @Key(
                description = "Lines with more tokens are left out, and their number is reported; 0 = no limit.",
                defaultValue = "0",
                min = 0,
                onlyIf = "/data.format=lines")
        int maxLength,

        @Key(description = "Which tokens of the training data get an id; all others become <unk>.")
        VocabConfig vocab) {

    /** What a token is. */
    public enum Level {
        /** A Unicode code point. */
        CHAR,
        /** What white space separates. */
        WORD,
        /** A match of a regular expression. */
        REGEX
    }
}
