package org.seq4j.models.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.jspecify.annotations.Nullable;
import org.seq4j.models.attention.AttentionDecoder;
import org.seq4j.models.attention.AttentionDecoderVertex;
import org.seq4j.models.attention.AttentionStepper;
import org.seq4j.models.attention.AttentionVertex;
import org.seq4j.models.embedding.TokenEmbeddingVertex;
import org.seq4j.models.recurrent.RecurrentVertex;

/** Walks a sequence-to-sequence model's graph from the output down to the target embedding and copies its weights. */
final class Seq2SeqReader {
    private static final int LAYER_AND_STATES = 3; // a recurrent layer's inputs: x, h and c

    private final ComputationGraph graph;
    private final GraphParts parts;

    Seq2SeqReader(ComputationGraph graph) {
        this.graph = graph;
        parts = new GraphParts(graph, "sequence-to-sequence model", "Seq2Seq");
    }

    Seq2SeqDecoder read(long tableBytes) {
        GraphVertex top = parts.below(parts.outputName(), 1);
        if (top instanceof AttentionVertex attention) {
            return attending(attention, tableBytes);
        }
        if (top instanceof AttentionDecoderVertex feeding) {
            return feeding(feeding, tableBytes);
        }
        GraphParts.Tower tower = parts.tower(top, LAYER_AND_STATES);
        return decoder(tower.embedding(), null, initial(tower), GraphParts.stack(tower, tableBytes), null, false);
    }

    private Seq2SeqDecoder attending(AttentionVertex vertex, long tableBytes) {
        List<String> inputs = parts.inputs(vertex.getVertexName());
        GraphParts.Tower tower = parts.tower(parts.vertex(inputs.get(0)), LAYER_AND_STATES);
        return decoder(
                tower.embedding(),
                inputs.get(1),
                initial(tower),
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
        List<StepStack.Layer> layers = new ArrayList<>();
        List<Seq2SeqDecoder.InitialState> initial = new ArrayList<>();
        for (int l = 0; l < conf.numLayers(); l++) {
            layers.add(new StepStack.Layer(
                    GraphParts.stepper(conf.layer(l), vertex.cellWeights(l)), l > 0 && conf.residual()));
            initial.add(new Seq2SeqDecoder.InitialState(
                    inputs.size() > states ? inputs.get(states) : null,
                    inputs.size() > states + 1 ? inputs.get(states + 1) : null,
                    l * conf.hiddenSize()));
        }
        return decoder(
                embedding,
                inputs.get(1),
                initial,
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

    private List<Seq2SeqDecoder.InitialState> initial(GraphParts.Tower tower) {
        List<Seq2SeqDecoder.InitialState> states = new ArrayList<>();
        for (RecurrentVertex layer : tower.layers()) {
            List<String> inputs = parts.inputs(layer.getVertexName());
            states.add(new Seq2SeqDecoder.InitialState(
                    inputs.size() > 1 ? inputs.get(1) : null, inputs.size() > 2 ? inputs.get(2) : null, 0));
        }
        return states;
    }

    private Seq2SeqDecoder decoder(
            TokenEmbeddingVertex embedding,
            @Nullable String memory,
            List<Seq2SeqDecoder.InitialState> initial,
            StepStack stack,
            @Nullable AttentionStepper attention,
            boolean feeds) {
        Set<String> outputs = new LinkedHashSet<>();
        add(memory, outputs);
        for (Seq2SeqDecoder.InitialState state : initial) {
            add(state.hidden(), outputs);
            add(state.cell(), outputs);
        }
        if (outputs.isEmpty()) {
            throw parts.unsuitable("a decoder that has an attention or an initial state", "neither");
        }
        return new Seq2SeqDecoder(new Seq2SeqDecoder.Parts(
                SourceEncoder.of(graph, List.copyOf(outputs), parts),
                memory,
                List.copyOf(initial),
                stack,
                attention,
                feeds,
                parts.scores(embedding)));
    }

    private static void add(@Nullable String name, Set<String> names) {
        if (name != null) {
            names.add(name);
        }
    }
}
