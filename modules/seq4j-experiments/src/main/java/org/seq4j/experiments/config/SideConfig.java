package org.seq4j.experiments.config;

import org.jspecify.annotations.Nullable;

/**
 * One side of pairs of sequences: where it stands, and how its text becomes tokens and ids.
 *
 * @param field column, field or file suffix
 * @param level what a token is
 * @param pattern the regular expression of a token
 * @param lowercase whether text is lower-cased first
 * @param maxLength longest sequence kept, in tokens; 0 = no limit
 * @param bpe how byte pairs are merged
 * @param vocab which tokens get an id
 */
public record SideConfig(
        @Key(
                description =
                        "Where this side stands. tsv, csv: the number of the column, counted from 0, or its name in the first line (data.header); jsonl: the name of the field; parallel: the suffix of its file, which is data.train (dev, test) with a dot and this. Absent: column 0 for the source and 1 for the target, otherwise source and target.")
        @Nullable
        String field,

        @Key(
                description =
                        "What a token is: char, a Unicode code point; word, what white space separates; regex, a match of pattern; bpe, a piece of a word, learnt from the training data (Sennrich et al. 2016), where a character that it lacks becomes its UTF-8 bytes.",
                defaultValue = "char")
        Level level,

        @Key(description = "Regular expression (java.util.regex) that one token matches.", onlyIf = "level=regex")
        @Nullable
        String pattern,

        @Key(description = "Whether text is lower-cased (language-neutral) first.", defaultValue = "false")
        boolean lowercase,

        @Key(
                description =
                        "Training pairs with more tokens on this side are left out, and their number is reported; 0 = no limit.",
                defaultValue = "0",
                min = 0)
        int maxLength,

        @Key(description = "How pairs of characters are merged into pieces of words.", onlyIf = "level=bpe")
        BpeConfig bpe,

        @Key(
                description = "Which tokens of the training data get an id; all others become <unk>.",
                onlyIf = "level=char|word|regex")
        VocabConfig vocab) {

    /** What a token is. */
    public enum Level {
        /** A Unicode code point. */
        CHAR,
        /** What white space separates. */
        WORD,
        /** A match of a regular expression. */
        REGEX,
        /** A piece of a word, learnt from the training data. */
        BPE
    }
}
