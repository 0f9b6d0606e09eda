package org.seq4j.data.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.records.SequenceRecord;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.datavec.api.split.FileSplit;
import org.datavec.api.split.StringSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.deeplearning4j.datasets.datavec.RecordReaderMultiDataSetIterator;
import org.deeplearning4j.datasets.datavec.RecordReaderMultiDataSetIterator.AlignmentMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.seq4j.data.DataException;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.label.SentenceEncoder;
import org.seq4j.data.label.TaggedLayout;
import org.seq4j.data.label.TaggedReader;
import org.seq4j.data.series.Missing;
import org.seq4j.data.series.SeriesLayout;

/** Sentences and series through DataVec's interface and DL4J's own iterator. */
class ExampleSequenceReaderTest {
    @TempDir
    Path folder;

    private FileSplit write(String name, String text) throws IOException {
        return new FileSplit(Files.writeString(folder.resolve(name), text).toFile());
    }

    private static SentenceSequenceRecordReader sentences(
            TaggedLayout layout, SentenceSequenceRecordReader.Part part, SentenceEncoder encoder, FileSplit split)
            throws Exception {
        SentenceSequenceRecordReader reader = new SentenceSequenceRecordReader(layout, part, encoder);
        reader.initialize(split);
        return reader;
    }

    @Test
    void dl4j_makes_batches_of_tokens_tags_and_labels() throws Exception {
        FileSplit split = write("seq.in", "a b\na\n");
        write("seq.out", "X Y\nX\n");
        write("label", "q\np\n");
        TaggedLayout layout = TaggedLayout.Parallel.slots();
        SentenceEncoder encoder = SentenceEncoder.learn(
                TaggedReader.readAll(layout, folder.resolve("seq.in")), SentenceEncoder.Options.words());
        RecordReaderMultiDataSetIterator batches = new RecordReaderMultiDataSetIterator.Builder(2)
                .addSequenceReader("words", sentences(layout, SentenceSequenceRecordReader.Part.TOKENS, encoder, split))
                .addSequenceReader("tags", sentences(layout, SentenceSequenceRecordReader.Part.TAGS, encoder, split))
                .addInput("words")
                .addOutputOneHot("tags", 0, 2)
                .sequenceAlignmentMode(AlignmentMode.ALIGN_START)
                .build();
        MultiDataSet batch = batches.next();
        assertThat(batch.getFeatures(0).reshape(2, 2).toIntMatrix()).isEqualTo(new int[][] {{4, 5}, {4, 0}});
        assertThat(batch.getLabels(0).shape()).containsExactly(2, 2, 2);
        assertThat(batch.getLabels(0).getInt(0, 1, 1)).isEqualTo(1);
        SequenceRecordReader labels = sentences(layout, SentenceSequenceRecordReader.Part.LABELS, encoder, split);
        assertThat(labels.sequenceRecord()).containsExactly(List.of(new IntWritable(1)));
        assertThat(labels.getLabels()).containsExactly("p", "q");
    }

    @Test
    void records_come_again_by_reset_and_by_their_places() throws Exception {
        FileSplit split = write("a.conll", "x N\n\n\ny V\nz V\n");
        SentenceSequenceRecordReader reader =
                sentences(TaggedLayout.Columns.of(0, 1), SentenceSequenceRecordReader.Part.TAGS, null, split);
        List<SequenceRecord> records = new ArrayList<>();
        while (reader.hasNext()) {
            records.add(reader.nextSequence());
        }
        assertThat(records).hasSize(2);
        List<RecordMetaData> places =
                List.of(records.get(1).getMetaData(), records.get(0).getMetaData());
        assertThat(reader.loadSequenceFromMetaData(places))
                .extracting(SequenceRecord::getSequenceRecord)
                .containsExactly(
                        List.of(List.<Writable>of(new Text("V")), List.<Writable>of(new Text("V"))),
                        List.of(List.<Writable>of(new Text("N"))));
        reader.reset();
        assertThat(reader.next()).containsExactly(new Text("N"));
        write("a.conll", "x N\n");
        assertThatThrownBy(() -> reader.loadSequenceFromMetaData(places))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("No example starts on line 4");
        assertThatThrownBy(() -> new SentenceSequenceRecordReader(
                        TaggedLayout.Lines.tab(), SentenceSequenceRecordReader.Part.TAGS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dl4j_makes_batches_of_series() throws Exception {
        FileSplit split = write("a.ts", "@classLabel true u v\n@data\n1,2:3,4:v\n5:6:u\n");
        SeriesLayout layout = new SeriesLayout.Ts();
        SeriesSequenceRecordReader values =
                new SeriesSequenceRecordReader(layout, Missing.ERROR, SeriesSequenceRecordReader.Part.VALUES);
        values.initialize(split);
        SeriesSequenceRecordReader labels = new SeriesSequenceRecordReader(
                layout, Missing.ERROR, SeriesSequenceRecordReader.Part.LABELS, LabelSet.of(List.of("u", "v")));
        labels.initialize(split);
        RecordReaderMultiDataSetIterator batches = new RecordReaderMultiDataSetIterator.Builder(2)
                .addSequenceReader("values", values)
                .addSequenceReader("labels", labels)
                .addInput("values")
                .addOutputOneHot("labels", 0, 2)
                .sequenceAlignmentMode(AlignmentMode.ALIGN_END)
                .build();
        MultiDataSet batch = batches.next();
        assertThat(batch.getFeatures(0).shape()).containsExactly(2, 2, 2);
        assertThat(batch.getFeatures(0).getFloat(0, 1, 0)).isEqualTo(3);
        assertThat(batch.getLabels(0).getInt(0, 1, 1)).isEqualTo(1); // at the last step
        assertThat(batch.getLabelsMaskArray(0).getInt(0, 0)).isZero();
    }

    @Test
    void readers_are_serialised_with_what_they_know() throws Exception {
        SentenceEncoder encoder = SentenceEncoder.learn(
                TaggedReader.readAll(TaggedLayout.Lines.tab(), Files.writeString(folder.resolve("t.tsv"), "p\ta b\n")),
                SentenceEncoder.Options.words());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new SentenceSequenceRecordReader(
                    TaggedLayout.Lines.tab(), SentenceSequenceRecordReader.Part.LABELS, encoder));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            SequenceRecordReader copy = (SequenceRecordReader) in.readObject();
            copy.initialize(new StringSplit("p\tb"));
            assertThat(copy.sequenceRecord()).containsExactly(List.of(new IntWritable(0)));
            copy.initialize(new StringSplit("r\tb"));
            assertThatThrownBy(copy::sequenceRecord).hasMessageStartingWith("memory:text:1: the label 'r'");
        }
    }
}
