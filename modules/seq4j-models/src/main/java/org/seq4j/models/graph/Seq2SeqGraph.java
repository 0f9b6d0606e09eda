package org.seq4j.models.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.jspecify.annotations.Nullable;
import org.seq4j.models.attention.Attention;
import org.seq4j.models.attention.AttentionDecoder;
import org.seq4j.models.attention.AttentionOutput;
import org.seq4j.models.attention.AttentionScore;
import org.seq4j.models.bridge.DenseBridge;
import org.seq4j.models.embedding.TokenEmbedding;
import org.seq4j.models.output.TokenOutput;
import org.seq4j.models.recurrent.Direction;
import org.seq4j.models.recurrent.FinalState;

/** Puts a sequence-to-sequence model together. */
final class Seq2SeqGraph {
    private static final String FINAL_HIDDEN = "finalHidden";
    private static final String FINAL_CELL = "finalCell";
    private static final String INITIAL_HIDDEN = "initialHidden";
    private static final String INITIAL_CELL = "initialCell";

    private final Seq2Seq.Builder options;
    private final GraphBuilder graph;
    private final Set<String> finalStates = new HashSet<>(); // names of those that the graph has

    Seq2SeqGraph(Seq2Seq.Builder options) {
        this.options = options;
        graph = new NeuralNetConfiguration.Builder()
                .seed(options.seed)
                .updater(options.updater)
                .dataType(options.dataType)
                .miniBatch(false) // the loss is a mean over tokens already
                .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
                .graphBuilder()
                .addInputs(Seq2Seq.SOURCE, Seq2Seq.TARGET);
        if (options.copy) {
            graph.addInputs(Seq2Seq.COPY_SOURCE);
        }
    }

    ComputationGraphConfiguration build() {
        boolean joint = options.ties == EmbeddingTies.ALL;
        graph.addVertex(
                Seq2Seq.SOURCE_EMBEDDING,
                TokenEmbedding.builder(options.sourceVocabulary, options.encoder.embeddingSize())
                        .paddingId(joint ? -1 : options.paddingId)
                        .tableOf(joint ? Seq2Seq.TARGET_EMBEDDING : null)
                        .build(),
                Seq2Seq.SOURCE);
        String memory = encoder();
        graph.addVertex(
                Seq2Seq.TARGET_EMBEDDING,
                TokenEmbedding.builder(options.targetVocabulary, options.decoder.embeddingSize())
                        .paddingId(options.paddingId)
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

    /** The encoder's layers; returns the name of the last. */
    private String encoder() {
        String below = Seq2Seq.SOURCE_EMBEDDING;
        for (int number = 0; number < options.encoder.numLayers(); number++) {
            boolean finalState = options.bridge != Bridge.ZERO && isBridged(number);
            graph.addVertex(
                    Seq2Seq.encoder(number),
                    options.encoder.layer(number, options.direction, finalState, options.kernel),
                    below);
            below = Seq2Seq.encoder(number);
        }
        return below;
    }

    private boolean isBridged(int encoderLayer) {
        return bridgesLayerByLayer() || encoderLayer == options.encoder.numLayers() - 1;
    }

    private boolean bridgesLayerByLayer() {
        return options.encoder.numLayers() == options.decoder.numLayers();
    }

    /** The decoder with its attention; returns the name of the vertex that the output layer reads. */
    private String decoder(String memory) {
        AttentionScore score = options.attention.score();
        if (score != null && options.inputFeeding) {
            return attentionDecoder(score, memory);
        }
        String top = recurrentDecoder();
        if (score == null) {
            return top;
        }
        boolean readsEmbedding = options.copy || options.attentionOutput == AttentionOutput.DEEP;
        List<String> inputs = new ArrayList<>(List.of(top, memory));
        addIfPresent(readsEmbedding ? Seq2Seq.TARGET_EMBEDDING : null, inputs);
        addIfPresent(options.copy ? Seq2Seq.COPY_SOURCE : null, inputs);
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
        addIfPresent(options.copy ? Seq2Seq.COPY_SOURCE : null, inputs);
        addIfPresent(joined(INITIAL_HIDDEN, this::initialHidden), inputs);
        addIfPresent(joined(INITIAL_CELL, this::initialCell), inputs);
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
            addIfPresent(ofLayer.apply(number), states);
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

    /** The decoder's recurrent layers without attention among them; returns the name of the last. */
    private String recurrentDecoder() {
        String below = Seq2Seq.TARGET_EMBEDDING;
        for (int number = 0; number < options.decoder.numLayers(); number++) {
            List<String> inputs = new ArrayList<>(List.of(below));
            addIfPresent(initialHidden(number), inputs);
            addIfPresent(initialCell(number), inputs);
            graph.addVertex(
                    Seq2Seq.decoder(number),
                    options.decoder.layer(number, Direction.FORWARD, false, options.kernel),
                    inputs.toArray(new String[0]));
            below = Seq2Seq.decoder(number);
        }
        return below;
    }

    private static void addIfPresent(@Nullable String name, List<String> names) {
        if (name != null) {
            names.add(name);
        }
    }

    /** The vertex whose output is a decoder layer's initial h; null: zeros. */
    private @Nullable String initialHidden(int decoderLayer) {
        return switch (options.bridge) {
            case ZERO -> null;
            case COPY -> finalState(decoderLayer, FinalState.Part.HIDDEN);
            case DENSE -> dense(INITIAL_HIDDEN + decoderLayer, finalState(decoderLayer, FinalState.Part.HIDDEN), true);
        };
    }

    /** The vertex whose output is a decoder layer's initial c; null: zeros, or the cell has none. */
    private @Nullable String initialCell(int decoderLayer) {
        if (options.bridge == Bridge.ZERO || !options.decoder.cell().hasCellState()) {
            return null;
        }
        boolean encoderHasCell = options.encoder.cell().hasCellState();
        if (options.bridge == Bridge.COPY) {
            return encoderHasCell ? finalState(decoderLayer, FinalState.Part.CELL) : null;
        }
        FinalState.Part part = encoderHasCell ? FinalState.Part.CELL : FinalState.Part.HIDDEN;
        return dense(INITIAL_CELL + decoderLayer, finalState(decoderLayer, part), false);
    }

    private String dense(String name, String from, boolean squashed) {
        graph.addVertex(name, new DenseBridge(options.stateSize(), options.decoder.hiddenSize(), squashed), from);
        return name;
    }

    /** The final state of the encoder layer that a decoder layer's initial state comes from. */
    private String finalState(int decoderLayer, FinalState.Part part) {
        int encoderLayer = bridgesLayerByLayer() ? decoderLayer : options.encoder.numLayers() - 1;
        String name = (part == FinalState.Part.CELL ? FINAL_CELL : FINAL_HIDDEN) + encoderLayer;
        if (finalStates.add(name)) {
            graph.addVertex(name, new FinalState(part), Seq2Seq.encoder(encoderLayer));
        }
        return name;
    }
}
