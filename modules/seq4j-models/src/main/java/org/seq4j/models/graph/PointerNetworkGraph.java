package org.seq4j.models.graph;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.seq4j.models.attention.Attention;
import org.seq4j.models.attention.AttentionScore;
import org.seq4j.models.embedding.TokenEmbedding;
import org.seq4j.models.node.Faults;
import org.seq4j.models.output.PointerOutput;
import org.seq4j.models.pointer.ChosenElements;
import org.seq4j.models.pointer.Pointing;

/** Checks the options of a pointer network and puts it together. */
final class PointerNetworkGraph {
    private PointerNetworkGraph() {}

    /** @throws IllegalArgumentException with every fault, if there is one */
    static void check(PointerNetwork.Builder options) {
        Faults faults = new Faults();
        if (options.features < 1 && options.vocabulary < 1) {
            faults.add("elements are vectors with at least 1 feature or tokens of a vocabulary of at least 1, found "
                    + options.features + " features and a vocabulary of " + options.vocabulary);
        }
        if (!options.hasTokens() && options.encoder.setsEmbeddingSize()) {
            faults.add("elements that are vectors have no embedding: leave out the encoder's embedding size");
        }
        if (options.decoder.setsEmbeddingSize()) {
            faults.add("the decoder reads the elements as the encoder does: leave out its embedding size");
        }
        if (options.hasTokens()) {
            options.checkPaddingId(options.vocabulary, faults);
            options.encoder.check("encoder", options.memorySize(), faults);
        } else {
            options.encoder.check("encoder", options.elementSize(), options.memorySize(), faults);
        }
        options.decoder.check("decoder", options.elementSize(), options.decoder.hiddenSize(), faults);
        faults.positive("attention size", options.attentionSize());
        if (options.glimpses < 0) {
            faults.add("the number of glimpses is at least 0, found " + options.glimpses);
        }
        BridgedStacks.check(options.encoder, options.decoder, options.direction, options.bridge, faults);
        faults.throwIfAny("pointer network");
    }

    static ComputationGraphConfiguration build(PointerNetwork.Builder options) {
        GraphBuilder graph = options.graph(PointerNetwork.SOURCE, PointerNetwork.TARGET);
        BridgedStacks stacks = new BridgedStacks(
                graph, options.encoder, options.decoder, options.direction, options.bridge, options.kernel());
        int size = options.elementSize();
        String elements = elements(options, graph);
        String memory = stacks.encoder(elements, size);
        graph.addVertex(PointerNetwork.CHOSEN, new ChosenElements(size), PointerNetwork.TARGET, elements);
        String query = stacks.decoder(PointerNetwork.CHOSEN, size);
        for (int number = 0; number < options.glimpses; number++) {
            graph.addVertex(PointerNetwork.glimpse(number), glimpse(options), query, memory);
            query = PointerNetwork.glimpse(number);
        }
        Pointing pointing = Pointing.builder(options.decoder.hiddenSize(), options.memorySize())
                .attentionSize(options.attentionSize())
                .queryDropout(options.decoder.dropout())
                .build();
        graph.addVertex(PointerNetwork.POINTER, pointing, query, memory);
        graph.addLayer(PointerNetwork.OUTPUT, new PointerOutput(), PointerNetwork.POINTER);
        return graph.setOutputs(PointerNetwork.OUTPUT).build();
    }

    /** The name of the vertex whose output are the elements as vectors. */
    private static String elements(PointerNetwork.Builder options, GraphBuilder graph) {
        if (!options.hasTokens()) {
            return PointerNetwork.SOURCE;
        }
        TokenEmbedding embedding = TokenEmbedding.builder(options.vocabulary, options.elementSize())
                .paddingId(options.paddingId())
                .build();
        graph.addVertex(PointerNetwork.SOURCE_EMBEDDING, embedding, PointerNetwork.SOURCE);
        return PointerNetwork.SOURCE_EMBEDDING;
    }

    private static Attention glimpse(PointerNetwork.Builder options) {
        return Attention.builder(AttentionScore.BAHDANAU, options.decoder.hiddenSize(), options.memorySize())
                .attentionSize(options.attentionSize())
                .build();
    }
}
