package org.seq4j.data.label;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.token.Tokenizer;

/** How sentences with tags and labels stand in files. All files are UTF-8. */
public sealed interface TaggedLayout extends Serializable {
    /** The same layout, read for its tokens only: what a prediction starts from. */
    TaggedLayout unlabelled();

    /** Whether sentences have tags. */
    boolean tagged();

    /** Whether sentences have labels. */
    boolean labelled();

    /**
     * A token a line, in columns, as in the CoNLL shared tasks and in CoNLL-U; blank lines between sentences. All lines
     * have as many columns. In CoNLL-U files, lines of multi-word tokens ({@code 3-4}) and empty nodes ({@code 8.1}) are
     * passed over.
     *
     * @param tokens the column of the tokens, from 0; negative numbers count from the last, -1
     * @param tags the column of the tags, likewise; null for none
     * @param separator what stands between columns; empty for any run of blanks and tabs
     * @param comments lines at the start of a sentence that start with one of these are passed over, such as {@code #}
     *     and {@code -DOCSTART-}; inside a sentence they are tokens
     * @param conllu whether the first column holds CoNLL-U's ids
     */
    record Columns(int tokens, @Nullable Integer tags, String separator, List<String> comments, boolean conllu)
            implements TaggedLayout {
        public Columns {
            comments = List.copyOf(comments);
            if (comments.contains("")) {
                throw new IllegalArgumentException("The empty text starts every line; a comment needs a mark.");
            }
        }

        /** Columns between blanks or tabs, without comments. */
        public static Columns of(int tokens, int tags) {
            return new Columns(tokens, tags, "", List.of(), false);
        }

        /** CoNLL-U with universal parts of speech as tags. */
        public static Columns universal() {
            return new Columns(1, 3, "\t", List.of("#"), true);
        }

        @Override
        public Columns unlabelled() {
            return new Columns(tokens, null, separator, comments, conllu);
        }

        @Override
        public boolean tagged() {
            return tags != null;
        }

        @Override
        public boolean labelled() {
            return false;
        }
    }

    /** Tags and labels that are found by a name each. */
    sealed interface Named extends TaggedLayout {
        /** The name of the tags; null: there are none. */
        @Nullable
        String tags();

        /** The name of the labels; null: there are none. */
        @Nullable
        String labels();

        @Override
        default boolean tagged() {
            return tags() != null;
        }

        @Override
        default boolean labelled() {
            return labels() != null;
        }
    }

    /**
     * Files beside each other whose line i belongs together, such as {@code train.seq.in}, {@code train.seq.out} and
     * {@code train.label}, or {@code seq.in}, {@code seq.out} and {@code label} in a folder: the path of the tokens ends
     * with one name, which gives way to the others. Tokens and tags stand between blanks.
     *
     * @param tokens how the name of the tokens' file ends
     * @param tags how that of the tags' file ends; null for none
     * @param labels how that of the labels' file ends; null for none
     * @param labelSeparator what stands between the labels of a line; empty where the line is one label
     */
    record Parallel(
            String tokens, @Nullable String tags, @Nullable String labels, String labelSeparator) implements Named {
        /** {@code seq.in}, {@code seq.out} and {@code label}, one label a sentence. */
        public static Parallel slots() {
            return new Parallel("seq.in", "seq.out", "label", "");
        }

        @Override
        public Parallel unlabelled() {
            return new Parallel(tokens, null, null, labelSeparator);
        }
    }

    /**
     * A label and a text a line.
     *
     * @param separator what stands between them: the first such place where the label comes first, else the last
     * @param labelFirst whether the label comes before the text
     * @param labelSeparator what stands between several labels; empty for one label a line
     * @param tokenizer cuts the text into tokens
     * @param labelled false where a line is a text only
     */
    record Lines(String separator, boolean labelFirst, String labelSeparator, Tokenizer tokenizer, boolean labelled)
            implements TaggedLayout {
        public Lines {
            if (separator.isEmpty()) {
                throw new IllegalArgumentException("Something has to separate label and text.");
            }
        }

        /** Label, tab, words. */
        public static Lines tab() {
            return new Lines("\t", true, "", Tokenizer.words(), true);
        }

        @Override
        public Lines unlabelled() {
            return new Lines(separator, labelFirst, labelSeparator, tokenizer, false);
        }

        @Override
        public boolean tagged() {
            return false;
        }
    }

    /**
     * A JSON object a line.
     *
     * @param tokens the field of the tokens: an array of texts, or a text to be cut; dots lead into nested objects
     * @param tags the field of the tags, an array of texts; null for none
     * @param labels the field of the label, a text, or with several labels an array of texts; null for none
     * @param tokenizer cuts a text into tokens
     */
    record JsonLines(
            String tokens, @Nullable String tags, @Nullable String labels, Tokenizer tokenizer) implements Named {
        @Override
        public JsonLines unlabelled() {
            return new JsonLines(tokens, null, null, tokenizer);
        }
    }
}
