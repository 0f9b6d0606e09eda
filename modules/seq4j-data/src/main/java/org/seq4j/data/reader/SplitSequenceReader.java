package org.seq4j.data.reader;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.SequenceRecord;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Utf8Lines;

/**
 * What all readers share: the walk over the texts of an input split, and DataVec's interface. Not for several threads. A
 * {@link Record} of these readers is the whole sequence in one list of writables, step after step.
 */
abstract class SplitSequenceReader extends BaseRecordReader implements SequenceRecordReader {
    private static final long serialVersionUID = 1L;

    private transient @Nullable Configuration configuration;

    /** The texts of the split; null before {@link #initialize}. */
    private transient @Nullable List<TextSource> sources;

    private transient int nextSource;

    /** Drops whatever is open or read ahead. */
    abstract void rewind();

    /** The next sequence with its place, or null at the end of all texts. */
    abstract @Nullable SequenceRecord read();

    /** The sequence of a stream that is no part of the input split. */
    abstract List<List<Writable>> readSteps(Utf8Lines lines, String name);

    /** The next text of the split, or null after the last. */
    final @Nullable TextSource advance() {
        List<TextSource> all = sources;
        if (all == null) {
            throw new IllegalStateException("Call initialize(InputSplit) before reading.");
        }
        return nextSource < all.size() ? all.get(nextSource++) : null;
    }

    @Override
    public void initialize(InputSplit split) throws IOException, InterruptedException {
        super.initialize(split);
        start();
    }

    @Override
    public void initialize(Configuration conf, InputSplit split) throws IOException, InterruptedException {
        setConf(conf);
        initialize(split);
    }

    private void start() {
        rewind();
        sources = TextSource.of(inputSplit);
        nextSource = 0;
    }

    /** @throws IllegalStateException where the input is a stream that is gone once read */
    @Override
    public void reset() {
        if (inputSplit == null) {
            throw new IllegalStateException("Call initialize(InputSplit) before reset().");
        }
        if (!resetSupported()) {
            throw new IllegalStateException("A reader of an InputStreamInputSplit cannot be reset; use a FileSplit.");
        }
        inputSplit.reset();
        start();
    }

    @Override
    public boolean resetSupported() {
        return inputSplit == null || TextSource.repeatable(inputSplit);
    }

    @Override
    public List<List<Writable>> sequenceRecord() {
        return nextSequence().getSequenceRecord();
    }

    @Override
    public SequenceRecord nextSequence() {
        SequenceRecord record = hasNext() ? read() : null;
        if (record == null) {
            throw new NoSuchElementException("There are no more sequences.");
        }
        invokeListeners(record);
        return record;
    }

    /** Reads the stream without touching this reader's place in its split; the stream is left open. */
    @Override
    @SuppressWarnings("resource") // the caller owns the stream
    public List<List<Writable>> sequenceRecord(URI uri, DataInputStream dataInputStream) {
        String name = TextSource.name(uri);
        return readSteps(new Utf8Lines(dataInputStream, name), name);
    }

    @Override
    public List<Writable> next() {
        return flat(sequenceRecord());
    }

    @Override
    public Record nextRecord() {
        SequenceRecord sequence = nextSequence();
        return new org.datavec.api.records.impl.Record(flat(sequence.getSequenceRecord()), sequence.getMetaData());
    }

    @Override
    public List<Writable> record(URI uri, DataInputStream dataInputStream) {
        return flat(sequenceRecord(uri, dataInputStream));
    }

    @Override
    public SequenceRecord loadSequenceFromMetaData(RecordMetaData place) throws IOException {
        return loadSequenceFromMetaData(List.of(place)).get(0);
    }

    @Override
    public Record loadFromMetaData(RecordMetaData place) throws IOException {
        return loadFromMetaData(List.of(place)).get(0);
    }

    @Override
    public List<Record> loadFromMetaData(List<RecordMetaData> places) throws IOException {
        List<Record> records = new ArrayList<>(places.size());
        for (SequenceRecord sequence : loadSequenceFromMetaData(places)) {
            records.add(new org.datavec.api.records.impl.Record(
                    flat(sequence.getSequenceRecord()), sequence.getMetaData()));
        }
        return records;
    }

    /** The text that a record's metadata names, opened again. */
    final Utf8Lines reopen(URI uri) {
        return again(uri).open();
    }

    /** The text that a record's metadata names, to be opened again; for stored metadata no split is needed. */
    final TextSource again(URI uri) {
        if (inputSplit != null && !"file".equals(uri.getScheme())) {
            if (!resetSupported()) {
                throw new DataException("The sequence of " + uri + " cannot be loaded again: its stream is gone.");
            }
            return new TextSource(uri, inputSplit);
        }
        return new TextSource(uri, new org.datavec.api.split.CollectionInputSplit(List.of(uri)));
    }

    static List<Writable> flat(List<List<Writable>> steps) {
        List<Writable> all = new ArrayList<>(steps.size());
        steps.forEach(all::addAll);
        return all;
    }

    @Override
    public void setConf(@Nullable Configuration conf) {
        this.configuration = conf;
    }

    @Override
    public @Nullable Configuration getConf() {
        return configuration;
    }

    @Override
    public void close() {
        rewind();
    }
}
