package org.seq4j.benchmarks.cases;

import java.util.Locale;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.KernelChoice;
import org.seq4j.models.kernel.Kernels;
import org.seq4j.models.kernel.Stepper;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.recurrent.Direction;
import org.seq4j.models.recurrent.Recurrent;
import org.seq4j.models.recurrent.RecurrentVertex;

/**
 * Recurrent layers one above the other, input size = hidden size, run as a graph runs them, in a workspace, but without the graph. Parameters: {@code cell},
 * {@code hidden}, {@code batch}, {@code time}, {@code layers}, {@code bidirectional}.
 */
public final class RecurrentLayers implements Pass {
    private final Workspace workspace = new Workspace();
    private final GraphVertex[] vertices;
    private final INDArray x; // [B, H, T], as a view of [T, B, H]
    private final INDArray dy; // [B, O, T], likewise

    /** Layers with parameters of their own, and data for them. */
    public RecurrentLayers(Parameters parameters) {
        int hidden = parameters.number("hidden");
        int batch = parameters.number("batch");
        int time = parameters.number("time");
        boolean both = parameters.flag("bidirectional");
        int output = both ? 2 * hidden : hidden;
        int layers = parameters.number("layers");
        ComputationGraph graph = new ComputationGraph(configuration(cell(parameters), hidden, output, layers, both));
        graph.init();
        graph.initGradientsView();
        vertices = IntStream.range(0, layers)
                .mapToObj(number -> graph.getVertex(name(number)))
                .toArray(GraphVertex[]::new);
        x = TimeMajor.toGraph(RandomArrays.values(1, 1, time, batch, hidden));
        dy = TimeMajor.toGraph(RandomArrays.values(2, 0.01, time, batch, output));
    }

    private static ComputationGraphConfiguration configuration(
            CellType cell, int hidden, int output, int layers, boolean both) {
        var graph = new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.recurrent(hidden));
        for (int number = 0; number < layers; number++) {
            Recurrent layer = Recurrent.builder(cell, number == 0 ? hidden : output, hidden)
                    .direction(both ? Direction.BIDIRECTIONAL_CONCAT : Direction.FORWARD)
                    .build();
            graph.addVertex(name(number), layer, number == 0 ? "x" : name(number - 1));
        }
        return graph.setOutputs(name(layers - 1)).build();
    }

    private static String name(int number) {
        return "layer" + number;
    }

    private static CellType cell(Parameters parameters) {
        String name = parameters.text("cell");
        return name.equals("rnn") ? CellType.RNN_TANH : CellType.valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public void forward() {
        try (MemoryWorkspace open = workspace.open()) {
            run(false);
            clear();
        }
    }

    /** The outputs of all steps, then all gradients, that of the input among them. */
    @Override
    public void train() {
        try (MemoryWorkspace open = workspace.open()) {
            run(true);
            INDArray gradient = dy;
            for (int number = vertices.length - 1; number >= 0; number--) {
                vertices[number].setEpsilon(gradient);
                gradient =
                        vertices[number].doBackward(false, workspace.manager()).getSecond()[0];
            }
            clear();
        }
    }

    private void run(boolean training) {
        INDArray input = x;
        for (GraphVertex vertex : vertices) {
            vertex.setInputs(input);
            input = vertex.doForward(training, workspace.manager());
        }
    }

    private void clear() {
        for (GraphVertex vertex : vertices) {
            vertex.clear();
        }
    }

    /** One generation step of the first layer at batch 1, the state carried on from step to step; each run returns 1. */
    public Iteration step() {
        RecurrentVertex vertex = (RecurrentVertex) vertices[0];
        Stepper stepper = Kernels.create(vertex.conf().spec(), DataType.FLOAT, false, KernelChoice.AUTO)
                .stepper(vertex.weights(false));
        float[] input = RandomArrays.rows(3, 1, stepper.inputSize())[0];
        float[] state = new float[stepper.stateSize()];
        return () -> {
            stepper.step(1, input, state, state);
            return 1;
        };
    }
}
