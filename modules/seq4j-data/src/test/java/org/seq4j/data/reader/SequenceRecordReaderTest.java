package org.seq4j.data.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.SequenceRecord;
import org.datavec.api.records.listener.impl.LogRecordListener;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.records.metadata.RecordMetaDataURI;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.split.FileSplit;
import org.datavec.api.split.InputStreamInputSplit;
import org.datavec.api.split.ListStringSplit;
import org.datavec.api.split.StringSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.deeplearning4j.datasets.datavec.RecordReaderMultiDataSetIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.seq4j.data.DataException;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

/** Both readers through DataVec's interface only. */
class SequenceRecordReaderTest {
    private static final Tokenizer WORDS = Tokenizer.words();

    @TempDir
    Path folder;

    private URI first;
    private URI second;
    private CollectionInputSplit split;

    @BeforeEach
    void writeFiles() throws IOException {
        first = Files.writeString(folder.resolve("1 ü.txt"), "\uFEFFto be\r\n\r\n  \r\nor not\r\n")
                .toUri();
        second = Files.writeString(folder.resolve("2.txt"), "\nto see").toUri();
        split = new CollectionInputSplit(List.of(first, second));
    }

    private static List<List<String>> tokens(List<List<Writable>> steps) {
        return steps.stream()
                .map(step -> step.stream().map(Writable::toString).toList())
                .toList();
    }

    private static List<String> flat(List<List<Writable>> steps) {
        assertThat(steps).allMatch(step -> step.size() == 1);
        return steps.stream().map(step -> step.get(0).toString()).toList();
    }

    private static List<List<String>> drain(SequenceRecordReader reader) {
        List<List<String>> all = new ArrayList<>();
        while (reader.hasNext()) {
            all.add(flat(reader.sequenceRecord()));
        }
        assertThatThrownBy(reader::sequenceRecord).isInstanceOf(NoSuchElementException.class);
        return all;
    }

    @Test
    void every_line_with_a_token_is_a_sequence() throws Exception {
        LineSequenceRecordReader reader = new LineSequenceRecordReader(WORDS);
        reader.initialize(split);
        List<List<String>> lines = List.of(List.of("to", "be"), List.of("or", "not"), List.of("to", "see"));
        assertThat(drain(reader)).isEqualTo(lines);
        assertThat(reader.emptyLines()).isEqualTo(3);
        assertThat(reader.resetSupported()).isTrue();
        reader.reset();
        assertThat(reader.emptyLines()).isZero();
        reader.sequenceRecord();
        reader.reset(); // in the middle
        assertThat(drain(reader)).isEqualTo(lines);
        reader.close();
    }

    @Test
    void every_file_is_a_sequence() throws Exception {
        SequenceRecordReader reader = new TextSequenceRecordReader(WORDS);
        reader.initialize(new Configuration(), split);
        List<List<String>> files =
                List.of(List.of("to", "be", "</s>", "</s>", "</s>", "or", "not", "</s>"), List.of("</s>", "to", "see"));
        assertThat(drain(reader)).isEqualTo(files);
        reader.reset();
        assertThat(drain(reader)).isEqualTo(files);
        SequenceRecordReader chars = new TextSequenceRecordReader(Tokenizer.characters());
        chars.initialize(new StringSplit("a\n😀"));
        assertThat(drain(chars)).containsExactly(List.of("a", "\n", "😀"));
    }

    @Test
    void an_empty_file_is_an_empty_sequence_of_text_and_no_line() throws Exception {
        FileSplit empty =
                new FileSplit(Files.createFile(folder.resolve("empty.txt")).toFile());
        SequenceRecordReader text = new TextSequenceRecordReader(WORDS);
        text.initialize(empty);
        assertThat(drain(text)).containsExactly(List.of());
        SequenceRecordReader lines = new LineSequenceRecordReader(WORDS);
        lines.initialize(empty);
        assertThat(drain(lines)).isEmpty();
        lines.initialize(new StringSplit("\n \n\r\n"));
        assertThat(drain(lines)).isEmpty();
    }

    @Test
    void with_a_vocabulary_a_step_is_an_id() throws Exception {
        SequenceRecordReader reader = new LineSequenceRecordReader(WORDS, Vocabulary.of(List.of("to", "be")));
        reader.initialize(split);
        assertThat(reader.sequenceRecord()).containsExactly(List.of(new IntWritable(4)), List.of(new IntWritable(5)));
        assertThat(reader.getLabels()).hasSize(6);
        reader = new LineSequenceRecordReader(WORDS);
        reader.initialize(split);
        assertThat(reader.sequenceRecord()).containsExactly(List.of(new Text("to")), List.of(new Text("be")));
    }

    @Test
    void lines_are_found_again_by_their_metadata_in_any_order() throws Exception {
        SequenceRecordReader reader = new LineSequenceRecordReader(WORDS);
        reader.initialize(split);
        List<SequenceRecord> records = new ArrayList<>();
        while (reader.hasNext()) {
            records.add(reader.nextSequence());
        }
        List<RecordMetaData> places = new ArrayList<>(
                records.stream().map(SequenceRecord::getMetaData).toList());
        assertThat(places)
                .extracting(p -> ((RecordMetaDataLine) p).getLineNumber())
                .containsExactly(0, 3, 1);
        assertThat(places).extracting(RecordMetaData::getURI).containsExactly(first, first, second);
        Collections.reverse(places);
        places.add(places.get(0));
        assertThat(reader.loadSequenceFromMetaData(places))
                .extracting(r -> tokens(r.getSequenceRecord()))
                .containsExactly(
                        List.of(List.of("to"), List.of("see")),
                        List.of(List.of("or"), List.of("not")),
                        List.of(List.of("to"), List.of("be")),
                        List.of(List.of("to"), List.of("see")));
        assertThat(new LineSequenceRecordReader(WORDS)
                        .loadSequenceFromMetaData(places.get(1))
                        .getSequenceLength())
                .isEqualTo(2); // a fresh reader, as after a restart
        RecordMetaData gone = new RecordMetaDataLine(99, first, LineSequenceRecordReader.class);
        assertThatThrownBy(() -> reader.loadSequenceFromMetaData(gone))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 100");
        RecordMetaData file = new RecordMetaDataURI(first);
        assertThatThrownBy(() -> reader.loadSequenceFromMetaData(file)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void files_are_found_again_by_their_metadata() throws Exception {
        SequenceRecordReader reader = new TextSequenceRecordReader(WORDS);
        reader.initialize(split);
        reader.nextSequence();
        SequenceRecord record = reader.nextSequence();
        assertThat(reader.loadSequenceFromMetaData(record.getMetaData()).getSequenceRecord())
                .isEqualTo(record.getSequenceRecord());
        assertThat(reader.loadFromMetaData(record.getMetaData()).getRecord()).hasSize(3);
    }

    @Test
    void a_stream_beside_the_split_is_read_without_moving_the_reader() throws Exception {
        byte[] bytes = "\n\nsome words\nand more".getBytes(StandardCharsets.UTF_8);
        SequenceRecordReader lines = new LineSequenceRecordReader(WORDS);
        lines.initialize(split);
        lines.sequenceRecord();
        assertThat(flat(lines.sequenceRecord(first, new DataInputStream(new ByteArrayInputStream(bytes)))))
                .containsExactly("some", "words");
        assertThat(flat(lines.sequenceRecord())).containsExactly("or", "not");
        SequenceRecordReader text = new TextSequenceRecordReader(WORDS);
        assertThat(text.record(first, new DataInputStream(new ByteArrayInputStream(bytes))))
                .extracting(Writable::toString)
                .containsExactly("</s>", "</s>", "some", "words", "</s>", "and", "more");
    }

    @Test
    void a_record_is_the_sequence_in_one_list() throws Exception {
        SequenceRecordReader reader = new LineSequenceRecordReader(WORDS);
        reader.initialize(split);
        assertThat(reader.next()).containsExactly(new Text("to"), new Text("be"));
        assertThat(reader.nextRecord().getRecord()).containsExactly(new Text("or"), new Text("not"));
    }

    @Test
    void a_stream_can_be_read_once() throws Exception {
        SequenceRecordReader reader = new LineSequenceRecordReader(WORDS);
        reader.initialize(
                new InputStreamInputSplit(new ByteArrayInputStream("a b\nc".getBytes(StandardCharsets.UTF_8))));
        assertThat(drain(reader)).containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(reader.resetSupported()).isFalse();
        assertThatThrownBy(reader::reset)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("FileSplit");
    }

    @Test
    void malformed_text_and_splits_without_text_are_sentences() throws Exception {
        Path latin = folder.resolve("latin.txt");
        Files.write(latin, new byte[] {'a', '\n', (byte) 0xE9, '\n'});
        for (SequenceRecordReader reader :
                List.of(new LineSequenceRecordReader(WORDS), new TextSequenceRecordReader(WORDS))) {
            assertThatThrownBy(reader::sequenceRecord)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("initialize");
            reader.initialize(new FileSplit(latin.toFile()));
            assertThatThrownBy(() -> drain(reader))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("latin.txt:2: byte 1");
            assertThatThrownBy(() -> reader.initialize(new ListStringSplit(List.of(List.of("a")))))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("ListStringSplit");
        }
    }

    @Test
    void listeners_hear_of_each_sequence() throws Exception {
        List<Object> heard = new ArrayList<>();
        SequenceRecordReader reader = new LineSequenceRecordReader(WORDS);
        reader.initialize(split);
        reader.setListeners(new LogRecordListener() {
            @Override
            public void recordRead(org.datavec.api.records.reader.RecordReader source, Object record) {
                heard.add(record);
            }
        });
        drain(reader);
        assertThat(heard).hasSize(3);
    }

    @Test
    void a_reader_survives_java_serialization() throws Exception {
        LineSequenceRecordReader reader =
                new LineSequenceRecordReader(WORDS.withLeadingTag(), Vocabulary.of(List.of("to")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(reader);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            SequenceRecordReader copy = (SequenceRecordReader) in.readObject();
            copy.initialize(split);
            assertThat(drain(copy)).first().isEqualTo(List.of("4", "1"));
        }
    }

    @Test
    void dl4j_makes_padded_batches_of_the_ids() throws Exception {
        SequenceRecordReader reader = new LineSequenceRecordReader(WORDS, Vocabulary.of(List.of("to", "be", "see")));
        reader.initialize(new StringSplit("to be to see\nsee\n"));
        RecordReaderMultiDataSetIterator iterator = new RecordReaderMultiDataSetIterator.Builder(2)
                .addSequenceReader("lines", reader)
                .addInput("lines")
                .addOutput("lines")
                .sequenceAlignmentMode(RecordReaderMultiDataSetIterator.AlignmentMode.ALIGN_START)
                .build();
        MultiDataSet batch = iterator.next();
        assertThat(batch.getFeatures(0).shape()).containsExactly(2, 1, 4);
        assertThat(batch.getFeatures(0).reshape(2, 4).toIntMatrix())
                .isEqualTo(new int[][] {{4, 5, 4, 6}, {6, 0, 0, 0}});
        assertThat(batch.getFeaturesMaskArray(0).sumNumber().intValue()).isEqualTo(5);
    }
}
