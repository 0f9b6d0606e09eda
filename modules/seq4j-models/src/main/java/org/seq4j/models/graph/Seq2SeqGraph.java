package org.seq4j.models.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.jspecify.annotations.Nullable;
import org.seq4j.models.attention.Attention;
import org.seq4j.models.attention.AttentionDecoder;
import org.seq4j.models.attention.AttentionOutput;
import org.seq4j.models.attention.AttentionScore;
import org.seq4j.models.embedding.TokenEmbedding;
import org.seq4j.models.output.TokenOutput;

/** Puts a sequence-to-sequence model together. */
final class Seq2SeqGraph {
    private final Seq2Seq.Builder options;
    private final GraphBuilder graph;
    private final BridgedStacks stacks;

    Seq2SeqGraph(Seq2Seq.Builder options) {
        this.options = options;
        graph = options.graph(Seq2Seq.SOURCE, Seq2Seq.TARGET);
        if (options.copy) {
            graph.addInputs(Seq2Seq.COPY_SOURCE);
        }
        stacks = new BridgedStacks(
                graph, options.encoder, options.decoder, options.direction, options.bridge, options.kernel());
    }

    ComputationGraphConfiguration build() {
        boolean joint = options.ties == EmbeddingTies.ALL;
        if (!options.readsVectors) {
            graph.addVertex(
                    Seq2Seq.SOURCE_EMBEDDING,
                    TokenEmbedding.builder(options.sourceVocabulary, options.encoder.embeddingSize())
                            .paddingId(joint ? -1 : options.paddingId())
                            .tableOf(joint ? Seq2Seq.TARGET_EMBEDDING : null)
                            .build(),
                    Seq2Seq.SOURCE);
        }
        String memory = options.readsVectors
                ? stacks.encoder(Seq2Seq.SOURCE, options.sourceFeatures)
                : stacks.encoder(Seq2Seq.SOURCE_EMBEDDING, options.encoder.embeddingSize());
        graph.addVertex(
                Seq2Seq.TARGET_EMBEDDING,
                TokenEmbedding.builder(options.targetVocabulary, options.decoder.embeddingSize())
                        .paddingId(options.paddingId())
                        .tiedOutput(options.ties == EmbeddingTies.NONE ? null : Seq2Seq.OUTPUT)
                        .build(),
                Seq2Seq.TARGET);
        String top = decoder(memory);
        graph.addLayer(
                Seq2Seq.OUTPUT,
                TokenOutput.builder(options.outputInputSize(), options.targetVocabulary)
                        .labelSmoothing(options.labelSmoothing)
                        .copying(options.copy)
                        .inputDropout(options.decoder.dropout())
                        .tied(options.ties != EmbeddingTies.NONE)
                        .build(),
                top);
        return graph.setOutputs(Seq2Seq.OUTPUT).build();
    }

    /** The decoder with its attention; returns the name of the vertex that the output layer reads. */
    private String decoder(String memory) {
        AttentionScore score = options.attention.score();
        if (score != null && options.inputFeeding) {
            return attentionDecoder(score, memory);
        }
        String top = stacks.decoder(Seq2Seq.TARGET_EMBEDDING, options.decoder.embeddingSize());
        if (score == null) {
            return top;
        }
        boolean readsEmbedding = options.copy || options.attentionOutput == AttentionOutput.DEEP;
        List<String> inputs = new ArrayList<>(List.of(top, memory));
        BridgedStacks.addIfPresent(readsEmbedding ? Seq2Seq.TARGET_EMBEDDING : null, inputs);
        BridgedStacks.addIfPresent(options.copy ? Seq2Seq.COPY_SOURCE : null, inputs);
        Attention attention = Attention.builder(score, options.decoder.hiddenSize(), options.memorySize())
                .attentionSize(options.attentionSize())
                .outputSize(options.outputInputSize())
                .output(options.attentionOutput)
                .embeddingSize(readsEmbedding ? options.decoder.embeddingSize() : 0)
                .attentionDropout(options.attentionDropout)
                .coverage(options.coverage)
                .coverageLossWeight(options.coverageLossWeight())
                .copy(options.copy)
                .linkedOutput(linkedOutput())
                .build();
        graph.addVertex(Seq2Seq.ATTENTION, attention, inputs.toArray(new String[0]));
        return Seq2Seq.ATTENTION;
    }

    /** Cells and attention in one vertex, where what one step makes is fed to the next. */
    private String attentionDecoder(AttentionScore score, String memory) {
        List<String> inputs = new ArrayList<>(List.of(Seq2Seq.TARGET_EMBEDDING, memory));
        BridgedStacks.addIfPresent(options.copy ? Seq2Seq.COPY_SOURCE : null, inputs);
        BridgedStacks.addIfPresent(joined(BridgedStacks.INITIAL_HIDDEN, stacks::initialHidden), inputs);
        BridgedStacks.addIfPresent(joined(BridgedStacks.INITIAL_CELL, stacks::initialCell), inputs);
        AttentionDecoder decoder = options.decoder
                .attentionDecoder(options.memorySize())
                .score(score)
                .attentionSize(options.attentionSize())
                .outputSize(options.outputInputSize())
                .output(options.attentionOutput)
                .attentionDropout(options.attentionDropout)
                .coverage(options.coverage)
                .coverageLossWeight(options.coverageLossWeight())
                .copy(options.copy)
                .linkedOutput(linkedOutput())
                .build();
        graph.addVertex(Seq2Seq.DECODER, decoder, inputs.toArray(new String[0]));
        return Seq2Seq.DECODER;
    }

    /** The initial states of all decoder layers side by side; null: zeros. */
    private @Nullable String joined(String name, IntFunction<@Nullable String> ofLayer) {
        List<String> states = new ArrayList<>();
        for (int number = 0; number < options.decoder.numLayers(); number++) {
            BridgedStacks.addIfPresent(ofLayer.apply(number), states);
        }
        if (states.size() < 2) {
            return states.isEmpty() ? null : states.get(0);
        }
        graph.addVertex(name, new MergeVertex(), states.toArray(new String[0]));
        return name;
    }

    private @Nullable String linkedOutput() {
        return options.copy || options.coverageLossWeight() > 0 ? Seq2Seq.OUTPUT : null;
    }
}
