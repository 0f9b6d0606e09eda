package org.seq4j.benchmarks.cases;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.attention.Attention;
import org.seq4j.models.attention.AttentionScore;
import org.seq4j.models.node.TimeMajor;

/** Attention of a whole decoder over an encoder's outputs, run as a graph runs it but without the graph: H queries, a memory of 2H. */
public final class AttentionPass implements Pass {
    private final Workspace workspace = new Workspace();
    private final GraphVertex vertex;
    private final INDArray queries; // [B, H, T]
    private final INDArray memory; // [B, 2H, S]
    private final INDArray gradient; // [B, H, T]

    /** Attention of these sizes. */
    public AttentionPass(AttentionScore score, boolean coverage, int hidden, int batch, int source, int target) {
        Attention attention =
                Attention.builder(score, hidden, 2 * hidden).coverage(coverage).build();
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .graphBuilder()
                .addInputs("queries", "memory")
                .setInputTypes(InputType.recurrent(hidden), InputType.recurrent(2L * hidden))
                .addVertex("attention", attention, "queries", "memory")
                .setOutputs("attention")
                .build());
        graph.init();
        graph.initGradientsView();
        vertex = graph.getVertex("attention");
        queries = TimeMajor.toGraph(RandomArrays.values(1, 0.2, target, batch, hidden));
        memory = TimeMajor.toGraph(RandomArrays.values(2, 0.2, source, batch, 2L * hidden));
        gradient = TimeMajor.toGraph(RandomArrays.values(3, 0.01, target, batch, hidden));
    }

    @Override
    public void forward() {
        try (MemoryWorkspace open = workspace.open()) {
            run(false);
            vertex.clear();
        }
    }

    @Override
    public void train() {
        try (MemoryWorkspace open = workspace.open()) {
            run(true);
            vertex.setEpsilon(gradient);
            vertex.doBackward(false, workspace.manager());
            vertex.clear();
        }
    }

    private void run(boolean training) {
        vertex.setInputs(queries, memory);
        vertex.doForward(training, workspace.manager());
    }
}
