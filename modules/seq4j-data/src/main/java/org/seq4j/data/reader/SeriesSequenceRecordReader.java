package org.seq4j.data.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.datavec.api.writable.FloatWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.series.Missing;
import org.seq4j.data.series.Series;
import org.seq4j.data.series.SeriesLayout;
import org.seq4j.data.series.SeriesReader;
import org.seq4j.data.text.Utf8Lines;

/**
 * One part of numeric series as DataVec sequences. DL4J's {@code RecordReaderMultiDataSetIterator} takes several such
 * readers of the same files: one for the values, one for the labels or targets. Memory holds the series of one file.
 * Faults of the files are {@link org.seq4j.data.DataException}s with file and line.
 */
public final class SeriesSequenceRecordReader extends ExampleSequenceReader<Series> {
    private static final long serialVersionUID = 1L;

    /** What of a series is the sequence. */
    public enum Part {
        /** T steps of F {@link FloatWritable}s. */
        VALUES,
        /** One step of the labels: ids as {@link IntWritable}s where there is a set of them, else {@link Text}s. */
        LABELS,
        /** One step of K {@link FloatWritable}s, or T steps where each has its targets. */
        TARGETS
    }

    private final SeriesLayout layout;
    private final Missing missing;
    private final Part part;
    private final @Nullable LabelSet labels;

    /** A part of series; labels are texts. */
    public SeriesSequenceRecordReader(SeriesLayout layout, Missing missing, Part part) {
        this(layout, missing, part, null);
    }

    /** A part of series; with a set, labels are ids. */
    public SeriesSequenceRecordReader(SeriesLayout layout, Missing missing, Part part, @Nullable LabelSet labels) {
        this.layout = layout;
        this.missing = missing;
        this.part = part;
        this.labels = labels;
    }

    @Override
    Examples<Series> open(TextSource text) {
        if (layout instanceof SeriesLayout.Matlab) {
            return examples(SeriesReader.readAll(layout, missing, Path.of(text.uri())));
        }
        try (Utf8Lines lines = text.open()) {
            return open(lines, text.name());
        }
    }

    @Override
    protected Examples<Series> open(Utf8Lines lines, String name) {
        return examples(SeriesReader.read(layout, missing, lines, name));
    }

    private static Examples<Series> examples(List<Series> all) {
        Iterator<Series> series = all.iterator();
        return new Examples<>() {
            @Override
            public @Nullable Series next() {
                return series.hasNext() ? series.next() : null;
            }

            @Override
            public void close() {
                // the file is read already
            }
        };
    }

    @Override
    protected long line(Series series) {
        return series.place().line();
    }

    @Override
    protected List<List<Writable>> steps(Series series) {
        return switch (part) {
            case VALUES -> rows(series.values(), series.features());
            case TARGETS -> rows(series.targets(), Math.max(1, series.targetFeatures()));
            case LABELS -> List.of(names(series));
        };
    }

    private List<Writable> names(Series series) {
        LabelSet set = labels;
        List<Writable> names = new ArrayList<>();
        for (String label : series.labels()) {
            names.add(set == null ? new Text(label) : new IntWritable(set.id(label, series.place())));
        }
        return names;
    }

    private static List<List<Writable>> rows(float[] numbers, int width) {
        List<List<Writable>> rows = new ArrayList<>(numbers.length / width);
        for (int at = 0; at < numbers.length; at += width) {
            List<Writable> row = new ArrayList<>(width);
            for (int i = 0; i < width; i++) {
                row.add(new FloatWritable(numbers[at + i]));
            }
            rows.add(row);
        }
        return rows;
    }

    /** The labels in the order of their ids; empty without a set. */
    @Override
    public List<String> getLabels() {
        LabelSet set = labels;
        return set == null ? List.of() : set.names();
    }
}
