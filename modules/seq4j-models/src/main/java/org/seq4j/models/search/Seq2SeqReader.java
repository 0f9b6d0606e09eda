package org.seq4j.models.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.jspecify.annotations.Nullable;
import org.seq4j.models.attention.AttentionDecoder;
import org.seq4j.models.attention.AttentionDecoderVertex;
import org.seq4j.models.attention.AttentionStepper;
import org.seq4j.models.attention.AttentionVertex;
import org.seq4j.models.embedding.TokenEmbeddingVertex;
import org.seq4j.models.output.TokenOutputLayer;

/** Walks a sequence-to-sequence model's graph from the output down to the target embedding and copies its weights. */
final class Seq2SeqReader {
    private final ComputationGraph graph;
    private final GraphParts parts;

    Seq2SeqReader(ComputationGraph graph) {
        this.graph = graph;
        parts = new GraphParts(graph, "sequence-to-sequence model", "Seq2Seq");
    }

    Seq2SeqDecoder read(long tableBytes) {
        GraphVertex top = parts.below(parts.outputName(TokenOutputLayer.class), 1);
        if (top instanceof AttentionVertex attention) {
            return attending(attention, tableBytes);
        }
        if (top instanceof AttentionDecoderVertex feeding) {
            return feeding(feeding, tableBytes);
        }
        GraphParts.Tower tower = parts.tower(top, GraphParts.LAYER_AND_STATES);
        return decoder(
                tower.embedding(),
                null,
                InitialStates.of(tower.layers(), parts),
                GraphParts.stack(tower, tableBytes),
                null,
                false);
    }

    private Seq2SeqDecoder attending(AttentionVertex vertex, long tableBytes) {
        List<String> inputs = parts.inputs(vertex.getVertexName());
        GraphParts.Tower tower = parts.tower(parts.vertex(inputs.get(0)), GraphParts.LAYER_AND_STATES);
        return decoder(
                tower.embedding(),
                inputs.get(1),
                InitialStates.of(tower.layers(), parts),
                GraphParts.stack(tower, tableBytes),
                AttentionStepper.of(vertex.conf().spec(), vertex.weights()),
                false);
    }

    private Seq2SeqDecoder feeding(AttentionDecoderVertex vertex, long tableBytes) {
        AttentionDecoder conf = vertex.conf();
        List<String> inputs = parts.inputs(vertex.getVertexName());
        if (!(parts.vertex(inputs.get(0)) instanceof TokenEmbeddingVertex embedding)) {
            throw parts.unsuitable("a TokenEmbedding under the attention decoder", inputs.get(0));
        }
        int states = conf.attention().copy() ? 3 : 2; // where the initial states begin
        List<StepLayers.Layer> layers = new ArrayList<>();
        List<InitialStates.Layer> initial = new ArrayList<>();
        for (int l = 0; l < conf.numLayers(); l++) {
            layers.add(new StepLayers.Layer(
                    GraphParts.stepper(conf.layer(l), vertex.cellWeights(l)), l > 0 && conf.residual()));
            initial.add(new InitialStates.Layer(
                    inputs.size() > states ? inputs.get(states) : null,
                    inputs.size() > states + 1 ? inputs.get(states + 1) : null,
                    l * conf.hiddenSize()));
        }
        return decoder(
                embedding,
                inputs.get(1),
                new InitialStates(initial),
                GraphParts.stack(embedding, fed(vertex), layers, tableBytes),
                AttentionStepper.of(conf.attention(), vertex.attentionWeights()),
                true);
    }

    private static StepStack.Fed fed(AttentionDecoderVertex vertex) {
        AttentionDecoder conf = vertex.conf();
        if (conf.layer(0).layerNorm()) {
            return new StepStack.Fed(conf.fedSize(), null);
        }
        float[] input = GraphParts.values(vertex.cellWeights(0).input()); // [E + F, G*H]
        int from = conf.attention().embeddingSize() * conf.layer(0).projectedSize();
        return new StepStack.Fed(conf.fedSize(), Arrays.copyOfRange(input, from, input.length));
    }

    private Seq2SeqDecoder decoder(
            TokenEmbeddingVertex embedding,
            @Nullable String memory,
            InitialStates initial,
            StepStack stack,
            @Nullable AttentionStepper attention,
            boolean feeds) {
        List<String> outputs = initial.outputs(memory);
        if (outputs.isEmpty()) {
            throw parts.unsuitable("a decoder that has an attention or an initial state", "neither");
        }
        return new Seq2SeqDecoder(new Seq2SeqDecoder.Parts(
                SourceEncoder.of(graph, outputs, parts),
                memory,
                initial,
                stack,
                attention,
                feeds,
                parts.scores(embedding)));
    }
}
