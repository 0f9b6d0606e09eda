package org.seq4j.experiments.training;

import java.util.Locale;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Times one training iteration of a character model of Deeplearning4j's own layers, on one-hot characters; the other peer of {@link LanguageModelTiming}. Arguments:
 * HIDDEN BATCH TIME [RUNS].
 */
public final class StockLstmTiming {
    private static final int VOCABULARY = 65;

    private StockLstmTiming() {}

    public static void main(String[] args) {
        int hidden = Integer.parseInt(args[0]);
        int batch = Integer.parseInt(args[1]);
        int time = Integer.parseInt(args[2]);
        int runs = args.length > 3 ? Integer.parseInt(args[3]) : 15;
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .updater(new Adam(1e-3))
                .graphBuilder()
                .addInputs("x")
                .addLayer(
                        "rnn",
                        new LSTM.Builder()
                                .nIn(VOCABULARY)
                                .nOut(hidden)
                                .activation(Activation.TANH)
                                .build(),
                        "x")
                .addLayer(
                        "out",
                        new RnnOutputLayer.Builder(LossFunction.MCXENT)
                                .dataFormat(RNNFormat.NCW)
                                .activation(Activation.SOFTMAX)
                                .nIn(hidden)
                                .nOut(VOCABULARY)
                                .build(),
                        "rnn")
                .setOutputs("out")
                .build());
        graph.init();
        MultiDataSet data = new MultiDataSet(oneHot(1, batch, time), oneHot(2, batch, time));
        double[] ms = Timings.milliseconds(10, runs, run -> () -> graph.fit(data));
        System.out.printf(
                Locale.ROOT,
                "Deeplearning4j LSTM H=%d B=%d T=%d: %.1f ms an iteration%n",
                hidden,
                batch,
                time,
                ms[runs / 2]);
    }

    private static INDArray oneHot(long seed, int batch, int time) {
        SplittableRandom random = new SplittableRandom(seed);
        INDArray x = Nd4j.create(DataType.FLOAT, new long[] {batch, VOCABULARY, time}, 'f');
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < time; t++) {
                x.putScalar(b, random.nextInt(VOCABULARY), t, 1);
            }
        }
        return x;
    }
}
