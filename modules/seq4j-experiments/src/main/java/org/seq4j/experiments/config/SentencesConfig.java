package org.seq4j.experiments.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sentences with labels: where their parts stand, and how tokens become ids.
 *
 * @param tokens where the tokens stand
 * @param tags where the tags stand
 * @param label where the label of the whole sentence stands
 * @param separator what stands between columns, or between label and text
 * @param labelSeparator what stands between several labels
 * @param comments how lines begin that are passed over
 * @param conllu whether the columns are those of CoNLL-U
 * @param scheme what tags mean
 * @param level what a token of a text is
 * @param pattern the regular expression of a token
 * @param lowercase whether words are lower-cased
 * @param digitsToZero whether digits count as 0
 * @param unknownRate how often a rare word is hidden in training
 * @param vocab which words get an id
 */
public record SentencesConfig(
        @Key(
                description =
                        "Where the tokens stand. conll: the number of the column, from 0, or from the last with negative numbers; parallel: the end of the file's name, which gives way to those of tags and label; jsonl: the field, dots leading into nested objects. Absent: 0 (with conllu 1), seq.in or tokens.",
                onlyIf = "/data.format=conll|parallel|jsonl")
        @Nullable
        String tokens,

        @Key(
                description =
                        "Where the tags of a tagger stand, likewise. Absent: -1 (with conllu 3), seq.out or tags.",
                onlyIf = "/data.format=conll|parallel|jsonl")
        @Nullable
        String tags,

        @Key(
                description =
                        "Where the label of the whole sentence stands, likewise. Absent: label. With data.format: lines it is what comes first.",
                onlyIf = "/data.format=parallel|jsonl")
        @Nullable
        String label,

        @Key(
                description =
                        "What stands between the columns (conll; absent: any run of blanks and tabs), or between label and text (lines; absent: a tab); tab and space mean these characters.",
                onlyIf = "/data.format=conll|lines")
        @Nullable
        String separator,

        @Key(
                description =
                        "What stands between several labels of a sentence in one text (model.multi_label: true). Absent: a semicolon.",
                onlyIf = "/data.format=parallel|lines")
        @Nullable
        String labelSeparator,

        @Key(
                description =
                        "Lines at the start of a sentence that begin with one of these are passed over; inside a sentence they are tokens.",
                defaultValue = "[-DOCSTART-]",
                min = 0,
                onlyIf = "/data.format=conll")
        List<String> comments,

        @Key(
                description =
                        "Whether the file is CoNLL-U: columns between tabs, comments with #, and lines of multi-word tokens and empty nodes that are passed over.",
                defaultValue = "false",
                onlyIf = "/data.format=conll")
        boolean conllu,

        @Key(
                description =
                        "What tags mean: none, each is a class; bio, B-x begins a chunk of the type x, I-x goes on with it, O is outside, and other tags are faults.",
                defaultValue = "none")
        Scheme scheme,

        @Key(
                description =
                        "What a token of a text is: word, what white space separates; char, a Unicode code point; regex, a match of pattern. Files with tags and lists of tokens are cut already.",
                defaultValue = "word",
                onlyIf = "/data.format=lines|jsonl")
        TokensConfig.Level level,

        @Key(description = "Regular expression (java.util.regex) that one token matches.", onlyIf = "level=regex")
        @Nullable
        String pattern,

        @Key(
                description =
                        "Whether words are lower-cased (language-neutral) when they are looked up; characters stay as they are.",
                defaultValue = "false")
        boolean lowercase,

        @Key(
                description = "Whether every digit counts as 0 when words are looked up; characters stay as they are.",
                defaultValue = "false")
        boolean digitsToZero,

        @Key(
                description =
                        "Probability that a word seen once in the training data is fed as <unk> in training, so that <unk> is learnt too (Lample et al. 2016).",
                defaultValue = "0.0",
                min = 0,
                max = 1)
        double unknownRate,

        @Key(description = "Which words of the training data get an id; all others become <unk>.")
        VocabConfig vocab) {

    /** Keeps a copy of the list. */
    public SentencesConfig {
        comments = comments == null ? List.of() : List.copyOf(comments);
    }

    /** What tags mean. */
    public enum Scheme {
        /** Classes. */
        NONE,
        /** Chunks. */
        BIO
    }
}
