package org.example.extend;

import java.util.ArrayList;
import java.util.List;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.reader.ExampleSequenceReader;
import org.seq4j.data.text.Utf8Lines;

/** One part of the records of FASTA files as DataVec sequences. */
public final class FastaSequenceRecordReader extends ExampleSequenceReader<FastaRecord> {
    private static final long serialVersionUID = 1L;

    /** What of a record is the sequence. */
    public enum Part {
        /** T steps: the place of each residue in the alphabet, from 0. */
        RESIDUES,
        /** One step: the id of the label. */
        LABEL
    }

    private final Part part;
    private final String alphabet;
    private final LabelSet labels;

    /** A part of the records, as ids. */
    public FastaSequenceRecordReader(Part part, String alphabet, LabelSet labels) {
        this.part = part;
        this.alphabet = alphabet;
        this.labels = labels;
    }

    @Override
    protected Examples<FastaRecord> open(Utf8Lines lines, String name) {
        return new FastaRecords(lines, name);
    }

    @Override
    protected long line(FastaRecord record) {
        return record.place().line();
    }

    @Override
    protected List<List<Writable>> steps(FastaRecord record) {
        List<List<Writable>> steps = new ArrayList<>();
        if (part == Part.LABEL) {
            steps.add(List.of(new IntWritable(labels.id(record.label(), record.place()))));
            return steps;
        }
        for (char residue : record.residues().toCharArray()) {
            int id = alphabet.indexOf(residue);
            if (id < 0) {
                throw record.place()
                        .fault("the record '" + record.id() + "' has the residue '" + residue + "', but the alphabet is "
                                + alphabet + "; correct it, or read with a larger alphabet");
            }
            steps.add(List.of(new IntWritable(id)));
        }
        return steps;
    }

    @Override
    public List<String> getLabels() {
        return labels.names();
    }
}
