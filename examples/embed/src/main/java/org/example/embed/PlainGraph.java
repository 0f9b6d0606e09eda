package org.example.embed;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.recurrent.Recurrent;

/** A recurrent layer of seq4j in a graph of your own, between Deeplearning4j's layers: it learns the running mean of a series. */
public final class PlainGraph {
    private static final int STEPS = 12;

    private final Random random = new Random(3);
    private final ComputationGraph graph;

    /** A graph without training. */
    public PlainGraph() {
        ComputationGraphConfiguration conf = new NeuralNetConfiguration.Builder()
                .updater(new Adam(1e-2))
                .graphBuilder()
                .addInputs("x")
                .addVertex("rnn", Recurrent.builder(CellType.GRU, 1, 16).build(), "x")
                .addLayer(
                        "y",
                        new RnnOutputLayer.Builder(LossFunctions.LossFunction.MSE)
                                .nIn(16)
                                .nOut(1)
                                .dataFormat(RNNFormat.NCW)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "rnn")
                .setOutputs("y")
                .build();
        graph = new ComputationGraph(conf);
        graph.init();
    }

    /** Trains on random series. */
    public void train(int updates, int batch) {
        for (int i = 0; i < updates; i++) {
            INDArray series = series(batch);
            graph.fit(new INDArray[] {series}, new INDArray[] {means(series)});
        }
    }

    /** Series [B, 1, T] of numbers between 0 and 1. */
    public INDArray series(int batch) {
        float[][][] values = new float[batch][1][STEPS];
        for (float[][] one : values) {
            for (int t = 0; t < STEPS; t++) {
                one[0][t] = random.nextFloat();
            }
        }
        return Nd4j.createFromArray(values);
    }

    /** The means of the steps so far, [B, 1, T]. */
    public static INDArray means(INDArray series) {
        INDArray means = series.ulike();
        for (int b = 0; b < series.size(0); b++) {
            double sum = 0;
            for (int t = 0; t < STEPS; t++) {
                sum += series.getDouble(b, 0, t);
                means.putScalar(b, 0, t, sum / (t + 1));
            }
        }
        return means;
    }

    /** What the graph makes of series, [B, 1, T]. */
    public INDArray predict(INDArray series) {
        return graph.outputSingle(series);
    }
}
