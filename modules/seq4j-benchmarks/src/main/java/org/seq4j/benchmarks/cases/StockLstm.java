package org.seq4j.benchmarks.cases;

import org.deeplearning4j.nn.conf.GradientNormalization;
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

/** One training iteration of a character model of Deeplearning4j's own layers, on one-hot characters, which is what they read. */
final class StockLstm {
    private StockLstm() {}

    static Iteration start(Parameters parameters) {
        int vocabulary = parameters.number("vocabulary");
        int hidden = parameters.number("hidden");
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .updater(new Adam(1e-3))
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(1)
                .graphBuilder()
                .addInputs("x")
                .addLayer(
                        "rnn",
                        new LSTM.Builder()
                                .nIn(vocabulary)
                                .nOut(hidden)
                                .activation(Activation.TANH)
                                .build(),
                        "x")
                .addLayer(
                        "out",
                        new RnnOutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(hidden)
                                .nOut(vocabulary)
                                .activation(Activation.SOFTMAX)
                                .dataFormat(RNNFormat.NCW)
                                .build(),
                        "rnn")
                .setOutputs("out")
                .build());
        graph.init();
        int batch = parameters.number("batch");
        int time = parameters.number("time");
        MultiDataSet data = new MultiDataSet(oneHot(1, vocabulary, batch, time), oneHot(2, vocabulary, batch, time));
        return () -> {
            graph.fit(data);
            return 1;
        };
    }

    private static INDArray oneHot(long seed, int vocabulary, int batch, int time) {
        int[][] ids = RandomArrays.ids(seed, 0, vocabulary, batch, time);
        INDArray x = Nd4j.create(DataType.FLOAT, new long[] {batch, vocabulary, time}, 'f');
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < time; t++) {
                x.putScalar(b, ids[b][t], t, 1);
            }
        }
        return x;
    }
}
