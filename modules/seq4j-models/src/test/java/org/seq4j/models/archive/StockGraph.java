package org.seq4j.models.archive;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Graphs of DL4J's own layers with many kinds of settings in their JSON. */
final class StockGraph {
    private StockGraph() {}

    static ComputationGraphConfiguration configuration() {
        return new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(new ExponentialSchedule(ScheduleType.ITERATION, 0.01, 0.9)))
                .l2(1e-4)
                .dist(new NormalDistribution(0, 0.3))
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                        "lstm",
                        new LSTM.Builder()
                                .nIn(3)
                                .nOut(4)
                                .activation(Activation.TANH)
                                .build(),
                        "in")
                .addLayer(
                        "out",
                        new RnnOutputLayer.Builder(new LossMCXENT(Nd4j.createFromArray(1.0f, 2.0f)))
                                .nIn(4)
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .dataFormat(RNNFormat.NCW)
                                .build(),
                        "lstm")
                .setOutputs("out")
                .build();
    }

    /** Many node classes at once; not trained. */
    static ComputationGraphConfiguration varied() {
        return new NeuralNetConfiguration.Builder()
                .weightNoise(new DropConnect(0.9))
                .constrainWeights(new MaxNormConstraint(2, 1))
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                        "both",
                        new Bidirectional(
                                Bidirectional.Mode.CONCAT,
                                new SimpleRnn.Builder().nIn(3).nOut(4).build()),
                        "in")
                .addVertex("org.example.Last", new LastTimeStepVertex("in"), "both")
                .addVertex("merge", new MergeVertex(), "both", "both")
                .addLayer(
                        "dense",
                        new DenseLayer.Builder()
                                .nOut(5)
                                .dropOut(new Dropout(0.8))
                                .build(),
                        "merge")
                .addLayer(
                        "loss",
                        new RnnLossLayer.Builder()
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "dense")
                .setOutputs("loss", "org.example.Last")
                .setInputTypes(InputType.recurrent(3))
                .build();
    }

    static ComputationGraph trained() {
        ComputationGraph graph = new ComputationGraph(configuration());
        graph.init();
        fit(graph, 3);
        return graph;
    }

    static void fit(ComputationGraph graph, int updates) {
        INDArray labels = Nd4j.zeros(2, 2, 5);
        for (int t = 0; t < 5; t++) {
            labels.putScalar(0, t % 2, t, 1);
            labels.putScalar(1, 1 - t % 2, t, 1);
        }
        for (int i = 0; i < updates; i++) {
            graph.fit(new DataSet(input(), labels));
        }
    }

    static INDArray input() {
        return Nd4j.linspace(-1, 1, 30).castTo(Nd4j.defaultFloatingPointType()).reshape('c', 2, 3, 5);
    }
}
