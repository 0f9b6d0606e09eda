package org.seq4j.data.reader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.datavec.api.records.reader.impl.collection.CollectionSequenceRecordReader;
import org.datavec.api.writable.FloatWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;
import org.seq4j.data.pointing.PointingExample;

/** Examples of pointing as DataVec sequences, one sequence an example, held in memory. */
public final class PointingRecords {
    private PointingRecords() {}

    /** The elements: n time steps of F {@link FloatWritable}s. */
    public static SequenceRecordReader elements(List<PointingExample> examples) {
        List<List<List<Writable>>> sequences = new ArrayList<>();
        for (PointingExample example : examples) {
            List<List<Writable>> steps = new ArrayList<>();
            for (int position = 1; position <= example.size(); position++) {
                List<Writable> element = new ArrayList<>();
                for (int f = 0; f < example.features(); f++) {
                    element.add(new FloatWritable(example.value(position, f)));
                }
                steps.add(element);
            }
            sequences.add(steps);
        }
        return new CollectionSequenceRecordReader(sequences);
    }

    /** The targets: a time step of one {@link IntWritable}, 1..n, for each position; the end is left out. */
    public static SequenceRecordReader targets(List<PointingExample> examples) {
        List<List<List<Writable>>> sequences = new ArrayList<>();
        for (PointingExample example : examples) {
            sequences.add(Arrays.stream(example.target())
                    .mapToObj(position -> List.<Writable>of(new IntWritable(position)))
                    .toList());
        }
        return new CollectionSequenceRecordReader(sequences);
    }
}
