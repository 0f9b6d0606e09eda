package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.label.TaggedLayout;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.SentencesConfig;

/** How the sentences that an experiment names stand in files. */
final class SentenceFiles {
    private SentenceFiles() {}

    /**
     * The layout.
     *
     * @param tagged whether tags are read
     * @param labelled whether labels of whole sentences are read
     * @param multiLabel whether a sentence has any number of labels
     */
    static TaggedLayout layout(DataConfig data, boolean tagged, boolean labelled, boolean multiLabel) {
        SentencesConfig sentences = data.sentences();
        String separator = data.separator();
        String labelSeparator = multiLabel ? data.labelSeparator() : "";
        return switch (data.format()) {
            case CONLL -> columns(data, tagged);
            case PARALLEL ->
                new TaggedLayout.Parallel(
                        data.tokensField(),
                        tagged ? data.tagsField() : null,
                        labelled ? data.labelField() : null,
                        labelSeparator);
            case LINES ->
                new TaggedLayout.Lines(
                        separator == null ? "\t" : separator, true, labelSeparator, tokenizer(sentences), labelled);
            case JSONL ->
                new TaggedLayout.JsonLines(
                        data.tokensField(),
                        tagged ? data.tagsField() : null,
                        labelled ? data.labelField() : null,
                        tokenizer(sentences));
            default -> throw new IllegalStateException(data.format() + " holds no sentences with labels");
        };
    }

    /** How columns stand. */
    static TaggedLayout.Columns columns(DataConfig data, boolean tagged) {
        SentencesConfig sentences = data.sentences();
        List<String> comments = new ArrayList<>(sentences.comments());
        if (sentences.conllu()) {
            comments.add("#");
        }
        String separator = data.separator();
        String between = separator == null ? "" : separator;
        return new TaggedLayout.Columns(
                Integer.parseInt(data.tokensField()),
                tagged ? (Integer) Integer.parseInt(data.tagsField()) : null,
                sentences.conllu() ? "\t" : between,
                comments,
                sentences.conllu());
    }

    /** What cuts a text. */
    static Tokenizer tokenizer(SentencesConfig sentences) {
        return LanguageModelData.tokenizer(sentences.level(), sentences.pattern());
    }

    /** A file and those beside it that are read with it. */
    static Set<Path> together(TaggedLayout layout, Path path) {
        Set<Path> files = new LinkedHashSet<>(List.of(path));
        if (layout instanceof TaggedLayout.Parallel parallel && path.toString().endsWith(parallel.tokens())) {
            sibling(files, path, parallel.tokens(), parallel.tags());
            sibling(files, path, parallel.tokens(), parallel.labels());
        }
        return files;
    }

    private static void sibling(Set<Path> files, Path path, String ending, @Nullable String other) {
        if (other != null) {
            String name = path.toString();
            files.add(Path.of(name.substring(0, name.length() - ending.length()) + other));
        }
    }
}
