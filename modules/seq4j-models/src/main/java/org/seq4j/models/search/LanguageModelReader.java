package org.seq4j.models.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.embedding.TokenEmbedding;
import org.seq4j.models.embedding.TokenEmbeddingVertex;
import org.seq4j.models.kernel.HostMatrix;
import org.seq4j.models.kernel.KernelChoice;
import org.seq4j.models.kernel.Kernels;
import org.seq4j.models.output.TokenOutputLayer;
import org.seq4j.models.recurrent.Direction;
import org.seq4j.models.recurrent.Recurrent;
import org.seq4j.models.recurrent.RecurrentVertex;

/** Walks a language model's graph from the output down to the embedding and copies its weights. */
final class LanguageModelReader {
    private LanguageModelReader() {}

    static LanguageModelDecoder read(ComputationGraph graph, long tableBytes) {
        List<String> outputs = graph.getConfiguration().getNetworkOutputs();
        if (outputs.size() != 1 || !(graph.getOutputLayer(0) instanceof TokenOutputLayer output)) {
            throw unsuitable("one output, a TokenOutput", String.valueOf(outputs));
        }
        Deque<RecurrentVertex> recurrent = new ArrayDeque<>();
        GraphVertex vertex = below(graph, outputs.get(0));
        while (vertex instanceof RecurrentVertex layer) {
            if (layer.conf().direction() != Direction.FORWARD) {
                throw unsuitable(
                        "recurrent layers that run forward", layer.conf().direction() + " in " + layer.getVertexName());
            }
            recurrent.addFirst(layer);
            vertex = below(graph, layer.getVertexName());
        }
        if (recurrent.isEmpty() || !(vertex instanceof TokenEmbeddingVertex embedding)) {
            throw unsuitable(
                    "a TokenEmbedding and, on it, at least one Recurrent layer",
                    vertex.getClass().getSimpleName() + ' ' + vertex.getVertexName());
        }
        return assemble(embedding, List.copyOf(recurrent), output, tableBytes);
    }

    private static LanguageModelDecoder assemble(
            TokenEmbeddingVertex embedding, List<RecurrentVertex> recurrent, TokenOutputLayer output, long tableBytes) {
        List<LanguageModelDecoder.Layer> layers = new ArrayList<>();
        for (RecurrentVertex vertex : recurrent) {
            Recurrent conf = vertex.conf();
            var weights = vertex.weights(false);
            DataType type = weights.input().dataType();
            layers.add(new LanguageModelDecoder.Layer(
                    Kernels.create(conf.spec(), type, false, KernelChoice.PORTABLE)
                            .stepper(weights),
                    conf.residual()));
        }
        INDArray table = parameter(embedding.paramTable(false), TokenEmbedding.TABLE);
        boolean tied = output.layerConf().tied();
        INDArray weights = tied ? table.transpose() : parameter(output.paramTable(), "W"); // [H, V]
        int hidden = (int) weights.size(0);
        HostMatrix matrix = new HostMatrix(hidden, (int) weights.size(1), values(weights));
        TokenScores scores = new TokenScores(matrix, hidden, values(output.biases()));
        return new LanguageModelDecoder((int) table.size(1), values(table), layers, scores, tableBytes);
    }

    private static GraphVertex below(ComputationGraph graph, String name) {
        List<String> inputs = graph.getConfiguration().getVertexInputs().get(name);
        if (inputs == null || inputs.size() != 1) {
            throw unsuitable("layers one above the other", name + " with the inputs " + inputs);
        }
        return graph.getVertex(inputs.get(0));
    }

    private static INDArray parameter(Map<String, INDArray> table, String name) {
        INDArray value = table.get(name);
        if (value == null) {
            throw unsuitable("a parameter " + name, String.valueOf(table.keySet()));
        }
        return value;
    }

    /** A copy in row-major order. */
    private static float[] values(INDArray array) {
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            return array.castTo(DataType.FLOAT).dup('c').data().asFloat();
        }
    }

    private static IllegalArgumentException unsuitable(String expected, String found) {
        return new IllegalArgumentException("Expected a language model with " + expected + ", found " + found
                + "; build the graph as LanguageModel does.");
    }
}
