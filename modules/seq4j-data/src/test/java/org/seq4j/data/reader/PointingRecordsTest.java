package org.seq4j.data.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.datavec.api.writable.FloatWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.seq4j.data.pointing.PointingExample;

class PointingRecordsTest {
    private static final List<PointingExample> EXAMPLES = List.of(
            new PointingExample(new float[] {1, 2, 3, 4, 5, 6}, 2, new int[] {3, 1}),
            new PointingExample(new float[] {7, 8}, 2, new int[] {1}));

    private static List<Writable> element(float x, float y) {
        return List.of(new FloatWritable(x), new FloatWritable(y));
    }

    @Test
    void elements_and_targets_are_time_steps() {
        SequenceRecordReader elements = PointingRecords.elements(EXAMPLES);
        SequenceRecordReader targets = PointingRecords.targets(EXAMPLES);
        for (int round = 0; round < 2; round++) {
            assertThat(elements.sequenceRecord()).isEqualTo(List.of(element(1, 2), element(3, 4), element(5, 6)));
            assertThat(elements.sequenceRecord()).isEqualTo(List.of(element(7, 8)));
            assertThat(elements.hasNext()).isFalse();
            assertThat(targets.sequenceRecord())
                    .isEqualTo(List.of(List.of(new IntWritable(3)), List.of(new IntWritable(1))));
            assertThat(targets.sequenceRecord()).isEqualTo(List.of(List.of(new IntWritable(1))));
            elements.reset();
            targets.reset();
        }
    }
}
