package org.seq4j.models.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.embedding.TokenEmbeddingVertex;
import org.seq4j.models.kernel.CellSpec;
import org.seq4j.models.kernel.CellWeights;
import org.seq4j.models.kernel.HostMatrix;
import org.seq4j.models.kernel.KernelChoice;
import org.seq4j.models.kernel.Kernels;
import org.seq4j.models.kernel.Stepper;
import org.seq4j.models.output.SequenceOutputLayer;
import org.seq4j.models.output.TokenOutputLayer;
import org.seq4j.models.recurrent.Direction;
import org.seq4j.models.recurrent.RecurrentVertex;

/** Walks a graph from the output down and copies what decoders need of it. */
final class GraphParts {
    /** Inputs of a recurrent layer: x, h and c. */
    static final int LAYER_AND_STATES = 3;

    private final ComputationGraph graph;
    private final String kind;
    private final String builder;

    /**
     * A walk.
     *
     * @param kind what the graph should be, for messages
     * @param builder who builds such graphs, for messages
     */
    GraphParts(ComputationGraph graph, String kind, String builder) {
        this.graph = graph;
        this.kind = kind;
        this.builder = builder;
    }

    /** The name of the one output, of this kind. */
    String outputName(Class<? extends SequenceOutputLayer<?>> kindOfOutput) {
        List<String> outputs = graph.getConfiguration().getNetworkOutputs();
        if (outputs.size() != 1 || !kindOfOutput.isInstance(graph.getOutputLayer(0))) {
            throw unsuitable(
                    "one output, a " + kindOfOutput.getSimpleName().replace("Layer", ""), String.valueOf(outputs));
        }
        return outputs.get(0);
    }

    /** The names of a vertex' inputs. */
    List<String> inputs(String name) {
        List<String> inputs = graph.getConfiguration().getVertexInputs().get(name);
        return inputs == null ? List.of() : inputs;
    }

    /** The vertex of this name; inputs of the graph are vertices too. */
    GraphVertex vertex(String name) {
        return graph.getVertex(name);
    }

    /** The first input of a vertex, which may have this many inputs at most. */
    GraphVertex below(String name, int atMost) {
        List<String> inputs = inputs(name);
        if (inputs.isEmpty() || inputs.size() > atMost) {
            throw unsuitable("layers one above the other", name + " with the inputs " + inputs);
        }
        return vertex(inputs.get(0));
    }

    /**
     * Forward recurrent layers one above the other.
     *
     * @param embedding what is below them
     * @param layers the lowest first; at least one
     */
    record Tower(TokenEmbeddingVertex embedding, List<RecurrentVertex> layers) {}

    /**
     * The recurrent layers whose last is this vertex.
     *
     * @param inputs how many inputs a layer may have: more than one are initial states
     */
    Tower tower(GraphVertex top, int inputs) {
        List<RecurrentVertex> layers = layers(top, inputs);
        GraphVertex vertex = layers.isEmpty() ? top : below(layers.get(0).getVertexName(), inputs);
        if (layers.isEmpty() || !(vertex instanceof TokenEmbeddingVertex embedding)) {
            throw unsuitable(
                    "a TokenEmbedding and, on it, at least one Recurrent layer",
                    vertex.getClass().getSimpleName() + ' ' + vertex.getVertexName());
        }
        return new Tower(embedding, layers);
    }

    /** The forward recurrent layers whose last is this vertex, the lowest first; none if it is something else. */
    List<RecurrentVertex> layers(GraphVertex top, int inputs) {
        Deque<RecurrentVertex> layers = new ArrayDeque<>();
        GraphVertex vertex = top;
        while (vertex instanceof RecurrentVertex layer) {
            if (layer.conf().direction() != Direction.FORWARD) {
                throw unsuitable(
                        "recurrent layers that run forward", layer.conf().direction() + " in " + layer.getVertexName());
            }
            layers.addFirst(layer);
            vertex = below(layer.getVertexName(), inputs);
        }
        return List.copyOf(layers);
    }

    /** The steps of a tower. */
    static StepStack stack(Tower tower, long tableBytes) {
        return stack(tower.embedding(), StepStack.Fed.NONE, steps(tower.layers()), tableBytes);
    }

    /** The steps of recurrent layers. */
    static List<StepLayers.Layer> steps(List<RecurrentVertex> vertices) {
        List<StepLayers.Layer> layers = new ArrayList<>();
        for (RecurrentVertex vertex : vertices) {
            layers.add(new StepLayers.Layer(
                    stepper(vertex.conf().spec(), vertex.weights(false)),
                    vertex.conf().residual()));
        }
        return layers;
    }

    static StepStack stack(
            TokenEmbeddingVertex embedding, StepStack.Fed fed, List<StepLayers.Layer> layers, long tableBytes) {
        INDArray table = embedding.table();
        return new StepStack((int) table.size(1), values(table), fed, layers, tableBytes);
    }

    static Stepper stepper(CellSpec spec, CellWeights weights) {
        return Kernels.create(spec, weights.input().dataType(), false, KernelChoice.PORTABLE)
                .stepper(weights);
    }

    /** The output layer; the embedding is the one whose table it uses if it is tied. */
    TokenScores scores(TokenEmbeddingVertex embedding) {
        TokenOutputLayer output = (TokenOutputLayer) graph.getOutputLayer(0);
        boolean tied = output.layerConf().tied();
        INDArray weights = tied ? embedding.table().transpose() : parameter(output.paramTable(), "W"); // [H, V]
        int hidden = (int) weights.size(0);
        HostMatrix matrix = new HostMatrix(hidden, (int) weights.size(1), values(weights));
        return new TokenScores(matrix, hidden, values(output.biases()));
    }

    private INDArray parameter(Map<String, INDArray> table, String name) {
        @Nullable INDArray value = table.get(name);
        if (value == null) {
            throw unsuitable("a parameter " + name, String.valueOf(table.keySet()));
        }
        return value;
    }

    /** A copy in row-major order. */
    static float[] values(INDArray array) {
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            return array.castTo(DataType.FLOAT).dup('c').data().asFloat();
        }
    }

    IllegalArgumentException unsuitable(String expected, String found) {
        return new IllegalArgumentException("Expected a " + kind + " with " + expected + ", found " + found
                + "; build the graph as " + builder + " does.");
    }
}
