package org.seq4j.models.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.seq4j.models.attention.AttentionStepper;
import org.seq4j.models.attention.AttentionVertex;
import org.seq4j.models.embedding.TokenEmbeddingVertex;
import org.seq4j.models.output.PointerOutputLayer;
import org.seq4j.models.pointer.ChosenElementsVertex;
import org.seq4j.models.pointer.PointerStepper;
import org.seq4j.models.pointer.PointingVertex;
import org.seq4j.models.recurrent.RecurrentVertex;

/** Walks a pointer network's graph from the output down to the chosen elements and copies its weights. */
final class PointerReader {
    private final ComputationGraph graph;
    private final GraphParts parts;

    PointerReader(ComputationGraph graph) {
        this.graph = graph;
        parts = new GraphParts(graph, "pointer network", "PointerNetwork");
    }

    PointerDecoder read() {
        GraphVertex top = parts.below(parts.outputName(PointerOutputLayer.class), 1);
        if (!(top instanceof PointingVertex pointing)) {
            throw parts.unsuitable("a Pointing node below the output", top.getVertexName());
        }
        List<String> inputs = parts.inputs(pointing.getVertexName());
        String memory = inputs.get(1);
        GraphVertex query = parts.vertex(inputs.get(0));
        Deque<AttentionStepper> glimpses = new ArrayDeque<>();
        while (query instanceof AttentionVertex glimpse) {
            List<String> below = parts.inputs(glimpse.getVertexName());
            if (!below.get(1).equals(memory) || below.size() != 2) {
                throw parts.unsuitable("glimpses at '" + memory + "'", glimpse.getVertexName() + " of " + below);
            }
            glimpses.addFirst(AttentionStepper.of(glimpse.conf().spec(), glimpse.weights()));
            query = parts.vertex(below.get(0));
        }
        List<RecurrentVertex> layers = parts.layers(query, GraphParts.LAYER_AND_STATES);
        GraphVertex below =
                layers.isEmpty() ? query : parts.below(layers.get(0).getVertexName(), GraphParts.LAYER_AND_STATES);
        if (layers.isEmpty() || !(below instanceof ChosenElementsVertex chosen)) {
            throw parts.unsuitable(
                    "ChosenElements and, on them, at least one Recurrent layer",
                    below.getClass().getSimpleName() + ' ' + below.getVertexName());
        }
        GraphVertex elements = parts.vertex(parts.inputs(chosen.getVertexName()).get(1));
        InitialStates initial = InitialStates.of(layers, parts);
        return new PointerDecoder(new PointerDecoder.Parts(
                SourceEncoder.of(graph, initial.outputs(memory), parts),
                memory,
                initial,
                elements instanceof TokenEmbeddingVertex embedding ? GraphParts.values(embedding.table()) : null,
                GraphParts.values(chosen.start()),
                new StepLayers(GraphParts.steps(layers)),
                List.copyOf(glimpses),
                PointerStepper.of(pointing.weights(), ((PointerOutputLayer) graph.getOutputLayer(0)).endBias())));
    }
}
