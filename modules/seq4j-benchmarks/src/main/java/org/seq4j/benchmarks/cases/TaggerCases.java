package org.seq4j.benchmarks.cases;

import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.graph.SequenceTagger;

/**
 * A tagger: embedding of 128, bidirectional LSTM of 128 a direction, linear-chain CRF over 72 labels, vocabulary of 10,000, batches of 32 sentences of 10 to 20 tokens. Its
 * iteration gives the loss and updates, its decoding the best label sequences.
 */
final class TaggerCases {
    private TaggerCases() {}

    static List<Case> all() {
        return List.of(
                tagger(Group.ITERATION, "bilstm-crf", Unit.MILLISECONDS, "train")
                        .target(2, 4),
                tagger(Group.DECODING, "bilstm-crf/32", Unit.SENTENCES, "label"));
    }

    private static Case tagger(Group group, String name, Unit unit, String pass) {
        Parameters parameters = Parameters.of(
                "hidden", 128, "vocabulary", 10_000, "labels", 72, "batch", 32, "length", 20, "pass", pass);
        return Case.of(group, name, unit, parameters, TaggerCases::start).peer("tagger");
    }

    private static Iteration start(Parameters parameters) {
        int hidden = parameters.number("hidden");
        ComputationGraph graph =
                new ComputationGraph(SequenceTagger.tokens(parameters.number("vocabulary"), parameters.number("labels"))
                        .encoder(stack -> stack.embeddingSize(hidden).hiddenSize(hidden))
                        .crf(true)
                        .build());
        graph.init();
        MultiDataSet data = data(parameters);
        if (parameters.text("pass").equals("train")) {
            return Updates.of(
                    graph, data, data.getFeaturesMaskArray(0).sumNumber().longValue());
        }
        return () -> SequenceTagger.label(graph, data.getFeatures(), data.getFeaturesMaskArrays()).length;
    }

    private static MultiDataSet data(Parameters parameters) {
        int batch = parameters.number("batch");
        int length = parameters.number("length");
        SplittableRandom random = new SplittableRandom(1);
        int[][] ids = new int[batch][length];
        int[][] labels = new int[batch][length];
        float[][] mask = new float[batch][length];
        for (int b = 0; b < batch; b++) {
            int real = length - b * (length / 2) / Math.max(1, batch - 1);
            for (int t = 0; t < real; t++) {
                ids[b][t] = random.nextInt(1, parameters.number("vocabulary"));
                labels[b][t] = random.nextInt(parameters.number("labels"));
                mask[b][t] = 1;
            }
        }
        INDArray real = Nd4j.createFromArray(mask);
        return new MultiDataSet(
                new INDArray[] {Nd4j.createFromArray(ids)},
                new INDArray[] {Nd4j.createFromArray(labels)},
                new INDArray[] {real},
                new INDArray[] {real});
    }
}
