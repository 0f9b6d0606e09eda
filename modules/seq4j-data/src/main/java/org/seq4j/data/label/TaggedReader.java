package org.seq4j.data.label;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Place;
import org.seq4j.data.text.Utf8Lines;

/**
 * The sentences of a file, one at a time; memory holds one sentence. Faults are {@link DataException}s that name file
 * and line. Not for several threads.
 */
public abstract class TaggedReader implements Closeable {
    final Utf8Lines lines;
    final String name;
    private long before; // lines before the first that is read

    TaggedReader(Utf8Lines lines, String name) {
        this.lines = lines;
        this.name = name;
    }

    /**
     * Opens a file.
     *
     * @param path the file; with {@link TaggedLayout.Parallel} that of the tokens
     * @throws DataException where there is no such file
     */
    public static TaggedReader open(TaggedLayout layout, Path path) {
        if (layout instanceof TaggedLayout.Parallel parallel) {
            return ParallelSentences.open(parallel, path);
        }
        return open(layout, Utf8Lines.open(path), path.toString());
    }

    /**
     * Reads a text, which {@link #close} closes.
     *
     * @param name the text's name in messages
     * @throws IllegalArgumentException for a layout of several files
     */
    public static TaggedReader open(TaggedLayout layout, Utf8Lines lines, String name) {
        if (layout instanceof TaggedLayout.Columns columns) {
            return new ColumnSentences(columns, lines, name);
        }
        if (layout instanceof TaggedLayout.Lines labelled) {
            return new LineSentences(labelled, lines, name);
        }
        if (layout instanceof TaggedLayout.JsonLines json) {
            return new JsonSentences(json, lines, name);
        }
        throw new IllegalArgumentException("Parallel files are several, not one text.");
    }

    /**
     * The sentence of a single line.
     *
     * @param line a text of the layout's, such as a JSON object
     * @param place where it stands, for messages
     * @throws IllegalArgumentException for a layout of several files
     * @throws DataException as {@link #next}, and where there is no sentence
     */
    public static TaggedSentence parse(TaggedLayout layout, String line, Place place) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try (TaggedReader reader =
                open(layout, new Utf8Lines(new ByteArrayInputStream(bytes), place.file()), place.file())) {
            reader.before = place.line() - 1;
            TaggedSentence sentence = reader.next();
            if (sentence == null) {
                throw place.fault("there is no sentence");
            }
            return sentence;
        }
    }

    /**
     * All sentences of a file.
     *
     * @throws DataException as {@link #open} and {@link #next}, and for a file without a sentence
     */
    public static List<TaggedSentence> readAll(TaggedLayout layout, Path path) {
        List<TaggedSentence> sentences = new ArrayList<>();
        try (TaggedReader reader = open(layout, path)) {
            for (TaggedSentence sentence = reader.next(); sentence != null; sentence = reader.next()) {
                sentences.add(sentence);
            }
        }
        if (sentences.isEmpty()) {
            throw new DataException(path + " holds no sentence; check the path and the layout.");
        }
        return sentences;
    }

    /**
     * The next sentence, or null at the end.
     *
     * @throws DataException for malformed UTF-8, a sentence without a token, a row that lacks a column or has another
     *     number of them than the rows before, tokens and tags of different number, a missing label, or text that breaks
     *     the rules of its format
     */
    public abstract @Nullable TaggedSentence next();

    /** Number of the line that was read last, from 1. */
    public final long lineNumber() {
        return lines.lineNumber();
    }

    final Place place() {
        return new Place(name, before + lines.lineNumber());
    }

    /** A sentence of these parts. */
    static TaggedSentence sentence(
            List<String> tokens, List<String> tags, boolean tagged, List<String> labels, TaggedSentence.Places places) {
        if (tokens.isEmpty()) {
            throw places.tokens().fault("the sequence is empty; every example needs a token, so remove it or fill it");
        }
        if (tagged && tags.size() != tokens.size()) {
            throw places.tags()
                    .get(0)
                    .fault((tags.size() == 1 ? "there is 1 tag" : "there are " + tags.size() + " tags") + " for "
                            + tokens.size()
                            + (tokens.size() == 1 ? " token" : " tokens") + atTokens(places)
                            + "; every token needs one tag");
        }
        return new TaggedSentence(tokens, tags, labels, places);
    }

    private static String atTokens(TaggedSentence.Places places) {
        return places.tokens().equals(places.tags().get(0)) ? "" : " in " + places.tokens();
    }

    /** The labels of a text; an empty label is a fault. */
    static List<String> labels(String text, String separator, Place place) {
        List<String> labels = new ArrayList<>();
        if (separator.isEmpty()) {
            labels.add(text.strip());
        } else if (!text.isBlank()) {
            for (int from = 0; from <= text.length(); ) {
                int end = text.indexOf(separator, from);
                end = end < 0 ? text.length() : end;
                labels.add(text.substring(from, end).strip());
                from = end + separator.length();
            }
        }
        if (labels.contains("")) {
            throw place.fault("a label is empty; every example needs its label");
        }
        return labels;
    }

    @Override
    public void close() {
        lines.close();
    }
}
