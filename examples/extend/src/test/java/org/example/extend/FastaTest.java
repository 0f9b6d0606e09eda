package org.example.extend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.IntWritable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.seq4j.data.DataException;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.label.SentenceEncoder;
import org.seq4j.data.label.TaggedSentence;

class FastaTest {
    private static final LabelSet LABELS = LabelSet.of(List.of("other", "promoter"));

    @TempDir
    Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("dna.fasta"), text);
    }

    /** Random DNA of 20 to 40 letters; every second sequence holds TATAAT, the Pribnow box. */
    private Path promoters(int count, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            StringBuilder dna = new StringBuilder();
            for (int length = 20 + random.nextInt(21); dna.length() < length; ) {
                dna.append("ACGT".charAt(random.nextInt(4)));
            }
            if (i % 2 == 1) {
                int at = random.nextInt(dna.length() - 5);
                dna.replace(at, at + 6, "TATAAT");
            }
            text.append(">s").append(i).append(i % 2 == 1 ? " [class=promoter]\n" : " [class=other]\n");
            text.append(dna.insert(dna.length() / 2, '\n')).append('\n');
        }
        return write(text.toString());
    }

    @Test
    void deeplearning4jMakesBatchesOfIt() throws Exception {
        Path file = write(">a [class=promoter] one\nACG\n\n>b [class=other]\ntt\n");
        DataSet batch = FastaModels.dataSets(file, LABELS, 2).next();
        assertArrayEquals(new float[][] {{0, 1, 2}, {3, 3, 0}}, batch.getFeatures().reshape(2, 3).toFloatMatrix());
        assertArrayEquals(new float[][] {{1, 1, 1}, {1, 1, 0}}, batch.getFeaturesMaskArray().toFloatMatrix());
        assertArrayEquals(new float[][] {{0, 0, 1}, {0, 1, 0}}, batch.getLabelsMaskArray().toFloatMatrix());
        assertEquals(1, batch.getLabels().getInt(0, 1, 2));
        assertEquals(1, batch.getLabels().getInt(1, 0, 1));
    }

    @Test
    void aNetworkOfDeeplearning4jTrainsOnIt() throws Exception {
        DataSetIterator batches = FastaModels.dataSets(promoters(64, 1), LABELS, 32);
        MultiLayerNetwork network = FastaModels.network(LABELS.size());
        double before = network.score(batches.next());
        network.fit(batches, 10); // resets the readers before each epoch
        batches.reset();
        assertTrue(network.score(batches.next()) < before);
    }

    @Test
    void aClassifierOfSeq4jLearnsIt() throws Exception {
        List<TaggedSentence> train = FastaSentences.read(promoters(600, 2));
        List<TaggedSentence> test = FastaSentences.read(promoters(200, 3));
        SentenceEncoder encoder = SentenceEncoder.learn(train, SentenceEncoder.Options.words());
        double accuracy = FastaModels.accuracy(FastaModels.train(train, encoder, 12), test, encoder);
        assertTrue(accuracy > 0.8, "accuracy " + accuracy);
    }

    @Test
    void blankLinesAndLineEndsDoNotMatter() throws Exception {
        List<TaggedSentence> sentences = FastaSentences.read(write("\n>a [class=other] x\r\nAC\r\n\r\ngt\r\n\n"));
        assertEquals(1, sentences.size());
        assertEquals(List.of("A", "C", "G", "T"), sentences.get(0).tokens());
        assertEquals(2, sentences.get(0).places().tokens().line());
        assertEquals(List.of(), FastaSentences.read(write("")));
    }

    @Test
    void recordsAreFoundAgain() throws Exception {
        Path file = write(">a [class=promoter]\nAC\n>b [class=other]\nT\n");
        FastaSequenceRecordReader reader =
                new FastaSequenceRecordReader(FastaSequenceRecordReader.Part.RESIDUES, "ACGT", LABELS);
        reader.initialize(new FileSplit(file.toFile()));
        reader.sequenceRecord();
        RecordMetaData place = reader.nextSequence().getMetaData();
        assertTrue(place.getLocation().contains("dna.fasta"), place.getLocation());
        assertEquals(
                List.of(List.of(new IntWritable(3))),
                reader.loadSequenceFromMetaData(place).getSequenceRecord());
        assertEquals(List.of("other", "promoter"), reader.getLabels());
    }

    @Test
    void faultsAreSentencesWithFileAndLine() throws Exception {
        assertFault(
                "ACGT\n",
                ":1: expected a header, which begins with '>', found 'ACGT'; check whether this is a FASTA file.");
        assertFault(
                ">a [class=other]\nAC\n>b promoter\nA\n",
                ":3: expected a header such as '>P1 [class=promoter]', found '>b promoter'; write the label behind the"
                        + " identifier.");
        assertFault(
                ">a [class=other]\n>b [class=other]\nA\n",
                ":1: the record 'a' has no residues; remove it, or write them below its header.");
        assertFault(">a [class=other]\nAC\nA7\n", ":3: expected letters, '-' or '*', found '7'; correct the line.");
        assertFault(
                ">a [class=other]\nACN\n",
                ":1: the record 'a' has the residue 'N', but the alphabet is ACGT; correct it, or read with a larger"
                        + " alphabet.");
        assertFault(
                ">a [class=exon]\nAC\n",
                ":1: the label 'exon' is none of the training data's 2 labels (other, promoter); correct it, or train"
                        + " on data that has it.");
    }

    private void assertFault(String text, String sentence) throws Exception {
        Path file = write(text);
        DataException fault = assertThrows(DataException.class, () -> {
            DataSetIterator batches = FastaModels.dataSets(file, LABELS, 4);
            while (batches.hasNext()) {
                batches.next();
            }
        });
        assertEquals(file + sentence, fault.getMessage());
    }
}
