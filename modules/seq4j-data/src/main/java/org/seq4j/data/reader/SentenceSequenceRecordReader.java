package org.seq4j.data.reader;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.label.EncodedSentence;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.label.SentenceEncoder;
import org.seq4j.data.label.TaggedLayout;
import org.seq4j.data.label.TaggedReader;
import org.seq4j.data.label.TaggedSentence;
import org.seq4j.data.text.Utf8Lines;

/**
 * One part of the sentences of tagged or labelled files as DataVec sequences. DL4J's {@code
 * RecordReaderMultiDataSetIterator} takes several such readers of the same files: one for the tokens, one for the tags or
 * the labels. Faults of the files are {@link org.seq4j.data.DataException}s with file and line.
 */
public final class SentenceSequenceRecordReader extends ExampleSequenceReader<TaggedSentence> {
    private static final long serialVersionUID = 1L;

    /** What of a sentence is the sequence. */
    public enum Part {
        /** T steps of a token each. */
        TOKENS,
        /** T steps of a tag each. */
        TAGS,
        /** One step: the labels; as ids the one label, or L numbers 0 and 1 where a sentence has several. */
        LABELS
    }

    private final TaggedLayout layout;
    private final Part part;
    private final @Nullable SentenceEncoder encoder;

    /** Steps are {@link Text}s. */
    public SentenceSequenceRecordReader(TaggedLayout layout, Part part) {
        this(layout, part, null);
    }

    /** Steps are ids as {@link IntWritable}s where there is an encoder, else {@link Text}s. */
    public SentenceSequenceRecordReader(TaggedLayout layout, Part part, @Nullable SentenceEncoder encoder) {
        boolean there = switch (part) {
            case TOKENS -> true;
            case TAGS -> layout.tagged();
            case LABELS -> layout.labelled();
        };
        if (!there) {
            throw new IllegalArgumentException("The layout has no " + part + ": " + layout);
        }
        this.layout = layout;
        this.part = part;
        this.encoder = encoder;
    }

    @Override
    Examples<TaggedSentence> open(TextSource text) {
        URI uri = text.uri();
        if (layout instanceof TaggedLayout.Parallel) {
            return examples(TaggedReader.open(layout, Path.of(uri)));
        }
        return super.open(text);
    }

    @Override
    protected Examples<TaggedSentence> open(Utf8Lines lines, String name) {
        return examples(TaggedReader.open(layout, lines, name));
    }

    private static Examples<TaggedSentence> examples(TaggedReader reader) {
        return new Examples<>() {
            @Override
            public @Nullable TaggedSentence next() {
                return reader.next();
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }

    @Override
    protected long line(TaggedSentence sentence) {
        return sentence.places().tokens().line();
    }

    @Override
    protected List<List<Writable>> steps(TaggedSentence sentence) {
        SentenceEncoder ids = encoder;
        if (ids == null) {
            return switch (part) {
                case TOKENS -> texts(sentence.tokens());
                case TAGS -> texts(sentence.tags());
                case LABELS -> List.of(flat(texts(sentence.labels())));
            };
        }
        EncodedSentence encoded = ids.encode(sentence);
        return switch (part) {
            case TOKENS -> numbers(encoded.words());
            case TAGS -> numbers(encoded.tags());
            case LABELS -> List.of(flat(numbers(labels(ids, encoded))));
        };
    }

    private static int[] labels(SentenceEncoder ids, EncodedSentence encoded) {
        LabelSet labels = ids.labels();
        if (labels == null || !ids.multiLabel()) {
            return encoded.labels();
        }
        int[] set = new int[labels.size()];
        Arrays.stream(encoded.labels()).forEach(id -> set[id] = 1);
        return set;
    }

    private static List<List<Writable>> texts(List<String> texts) {
        List<List<Writable>> steps = new ArrayList<>(texts.size());
        texts.forEach(text -> steps.add(List.of(new Text(text))));
        return steps;
    }

    private static List<List<Writable>> numbers(int[] ids) {
        List<List<Writable>> steps = new ArrayList<>(ids.length);
        for (int id : ids) {
            steps.add(List.of(new IntWritable(id)));
        }
        return steps;
    }

    /** The words, tags or labels in the order of their ids; empty without an encoder. */
    @Override
    public List<String> getLabels() {
        SentenceEncoder ids = encoder;
        if (ids == null) {
            return List.of();
        }
        LabelSet names = part == Part.TAGS ? ids.tags() : ids.labels();
        if (part == Part.TOKENS) {
            return ids.words().tokens();
        }
        return names == null ? List.of() : names.names();
    }
}
