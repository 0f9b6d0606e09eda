package org.seq4j.data.label;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Place;
import org.seq4j.data.text.Utf8Lines;
import org.seq4j.data.token.Tokenizer;

/** Line i of two or three files. */
final class ParallelSentences extends TaggedReader {
    private static final Tokenizer WORDS = Tokenizer.words();

    private final TaggedLayout.Parallel layout;
    private final @Nullable Sibling tags;
    private final @Nullable Sibling labels;

    private record Sibling(String name, Utf8Lines lines) {
        static Sibling open(Path tokens, String ending, String other) {
            String path = tokens.toString();
            Path sibling = Path.of(path.substring(0, path.length() - ending.length()) + other);
            return new Sibling(sibling.toString(), Utf8Lines.open(sibling));
        }

        Place place() {
            return new Place(name, lines.lineNumber());
        }
    }

    private ParallelSentences(
            TaggedLayout.Parallel layout,
            Utf8Lines tokens,
            String name,
            @Nullable Sibling tags,
            @Nullable Sibling labels) {
        super(tokens, name);
        this.layout = layout;
        this.tags = tags;
        this.labels = labels;
    }

    static ParallelSentences open(TaggedLayout.Parallel layout, Path path) {
        String ending = layout.tokens();
        if ((layout.tagged() || layout.labelled()) && !path.toString().endsWith(ending)) {
            throw new DataException("The file " + path + " does not end with '" + ending
                    + "', so the names of its tags and labels do not follow; name the file of the tokens, or the ending"
                    + " that its name has.");
        }
        Utf8Lines tokens = Utf8Lines.open(path);
        Sibling tags = null;
        try {
            tags = layout.tags() == null ? null : Sibling.open(path, ending, layout.tags());
            Sibling labels = layout.labels() == null ? null : Sibling.open(path, ending, layout.labels());
            return new ParallelSentences(layout, tokens, path.toString(), tags, labels);
        } catch (RuntimeException e) {
            tokens.close();
            if (tags != null) {
                tags.lines.close();
            }
            throw e;
        }
    }

    @Override
    public @Nullable TaggedSentence next() {
        String text = lines.next();
        String tagLine = line(tags, text);
        String labelLine = line(labels, text);
        if (text == null) {
            return null;
        }
        Place place = place();
        Place labelPlace = labels == null ? place : labels.place();
        List<String> all = labelLine == null ? List.of() : labels(labelLine, layout.labelSeparator(), labelPlace);
        TaggedSentence.Places places =
                new TaggedSentence.Places(place, tags == null ? List.of() : List.of(tags.place()), labelPlace);
        List<String> tagged = tagLine == null ? List.of() : WORDS.tokenize(tagLine);
        return sentence(WORDS.tokenize(text), tagged, tags != null, all, places);
    }

    /** The next line of a sibling, which must end where the tokens end. */
    private @Nullable String line(@Nullable Sibling sibling, @Nullable String text) {
        if (sibling == null) {
            return null;
        }
        String line = sibling.lines.next();
        if ((line == null) != (text == null)) {
            throw new DataException((line == null ? sibling.name : name) + " ends after line "
                    + (line == null ? sibling.lines : lines).lineNumber() + ", but "
                    + (line == null ? name : sibling.name)
                    + " goes on; parallel files have as many lines, and line i of one belongs to line i of the other.");
        }
        return line;
    }

    @Override
    public void close() {
        try (Utf8Lines first = tags == null ? null : tags.lines;
                Utf8Lines second = labels == null ? null : labels.lines) {
            super.close();
        }
    }
}
