package org.example.extend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.datavec.api.split.FileSplit;
import org.deeplearning4j.datasets.datavec.SequenceRecordReaderDataSetIterator;
import org.deeplearning4j.datasets.datavec.SequenceRecordReaderDataSetIterator.AlignmentMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.seq4j.data.batch.BatchBy;
import org.seq4j.data.batch.CloseableBatches;
import org.seq4j.data.batch.SentenceBatches;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.label.SentenceCorpus;
import org.seq4j.data.label.SentenceEncoder;
import org.seq4j.data.label.TaggedSentence;
import org.seq4j.models.graph.SequenceClassifier;

/** Classifiers of the sequences of FASTA files: one of Deeplearning4j alone, one of seq4j. */
public final class FastaModels {
    private static final String DNA = "ACGT";

    private FastaModels() {}

    /** Batches for Deeplearning4j: ids [B, 1, T], labels [B, L, T] of which the mask leaves the last real step. */
    public static DataSetIterator dataSets(Path file, LabelSet labels, int batch)
            throws IOException, InterruptedException {
        SequenceRecordReader residues =
                new FastaSequenceRecordReader(FastaSequenceRecordReader.Part.RESIDUES, DNA, labels);
        residues.initialize(new FileSplit(file.toFile()));
        SequenceRecordReader classes = new FastaSequenceRecordReader(FastaSequenceRecordReader.Part.LABEL, DNA, labels);
        classes.initialize(new FileSplit(file.toFile()));
        return new SequenceRecordReaderDataSetIterator(
                residues, classes, batch, labels.size(), false, AlignmentMode.ALIGN_END);
    }

    /** An LSTM of Deeplearning4j for such batches. */
    public static MultiLayerNetwork network(int classes) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-2))
                .list()
                .layer(new EmbeddingSequenceLayer.Builder().nIn(DNA.length()).nOut(8).build())
                .layer(new LSTM.Builder().nIn(8).nOut(16).activation(Activation.TANH).build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(16)
                        .nOut(classes)
                        .dataFormat(RNNFormat.NCW)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        return network;
    }

    /** Trains a classifier of seq4j on batches of like length. */
    public static ComputationGraph train(List<TaggedSentence> train, SentenceEncoder encoder, int epochs) {
        ComputationGraph graph = new ComputationGraph(
                SequenceClassifier.tokens(encoder.words().size(), encoder.labels().size())
                        .encoder(stack -> stack.embeddingSize(8).hiddenSize(16))
                        .updater(new Adam(1e-2))
                        .build());
        graph.init();
        SentenceBatches batches =
                new SentenceBatches(SentenceCorpus.of(train, encoder), BatchBy.SENTENCES, 32, 4, 10_000, 1, true, 0);
        for (int epoch = 0; epoch < epochs; epoch++) {
            try (CloseableBatches all = batches.epoch(epoch, 0)) {
                while (all.hasNext()) {
                    graph.fit(all.next().data());
                }
            }
        }
        return graph;
    }

    /** The share of sequences whose label is right. */
    public static double accuracy(ComputationGraph graph, List<TaggedSentence> test, SentenceEncoder encoder) {
        var batch = SentenceBatches.labelled(encoder, test.stream().map(encoder::encode).toList()).data();
        var probabilities = graph.output(false, batch.getFeatures(), batch.getFeaturesMaskArrays())[0]; // [B, L]
        int right = 0;
        for (int b = 0; b < test.size(); b++) {
            right += probabilities.getRow(b).argMax().getInt(0) == batch.getLabels(0).getInt(b, 0) ? 1 : 0;
        }
        return (double) right / test.size();
    }
}
