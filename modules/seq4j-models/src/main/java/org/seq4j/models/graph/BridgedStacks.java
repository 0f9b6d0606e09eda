package org.seq4j.models.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.jspecify.annotations.Nullable;
import org.seq4j.models.bridge.DenseBridge;
import org.seq4j.models.kernel.KernelChoice;
import org.seq4j.models.node.Faults;
import org.seq4j.models.recurrent.Direction;
import org.seq4j.models.recurrent.FinalState;

/** Puts the recurrent layers of an encoder and a decoder into a graph, and between them the bridge that makes the decoder's initial states. */
final class BridgedStacks {
    private static final String FINAL_HIDDEN = "finalHidden";
    private static final String FINAL_CELL = "finalCell";
    static final String INITIAL_HIDDEN = "initialHidden";
    static final String INITIAL_CELL = "initialCell";

    private final GraphBuilder graph;
    private final RecurrentStack encoder;
    private final RecurrentStack decoder;
    private final Direction direction;
    private final Bridge bridge;
    private final KernelChoice kernel;
    private final Set<String> finalStates = new HashSet<>(); // names of those that the graph has

    BridgedStacks(
            GraphBuilder graph,
            RecurrentStack encoder,
            RecurrentStack decoder,
            Direction direction,
            Bridge bridge,
            KernelChoice kernel) {
        this.graph = graph;
        this.encoder = encoder;
        this.decoder = decoder;
        this.direction = direction;
        this.bridge = bridge;
        this.kernel = kernel;
    }

    /** D*H of an encoder: the size of its final state. */
    static int stateSize(RecurrentStack encoder, Direction direction) {
        return direction.passes() * encoder.hiddenSize();
    }

    /** Adds what keeps a bridge from fitting. */
    static void check(
            RecurrentStack encoder, RecurrentStack decoder, Direction direction, Bridge bridge, Faults faults) {
        int size = stateSize(encoder, direction);
        if (bridge == Bridge.COPY && size != decoder.hiddenSize()) {
            faults.add("a copied state needs an encoder state as large as the decoder's; they are " + size
                    + (direction.passes() > 1 ? " (two directions)" : "") + " and " + decoder.hiddenSize()
                    + ": change a hidden size, or use the dense bridge");
        }
    }

    /**
     * The encoder's layers.
     *
     * @param input the name of what the first reads
     * @param inputSize its size
     * @return the name of the last
     */
    String encoder(String input, int inputSize) {
        String below = input;
        for (int number = 0; number < encoder.numLayers(); number++) {
            boolean finalState = bridge != Bridge.ZERO && isBridged(number);
            graph.addVertex(
                    Seq2Seq.encoder(number), encoder.layer(number, inputSize, direction, finalState, kernel), below);
            below = Seq2Seq.encoder(number);
        }
        return below;
    }

    /** The decoder's layers; as {@link #encoder(String, int)}. */
    String decoder(String input, int inputSize) {
        String below = input;
        for (int number = 0; number < decoder.numLayers(); number++) {
            List<String> inputs = new ArrayList<>(List.of(below));
            addIfPresent(initialHidden(number), inputs);
            addIfPresent(initialCell(number), inputs);
            graph.addVertex(
                    Seq2Seq.decoder(number),
                    decoder.layer(number, inputSize, Direction.FORWARD, false, kernel),
                    inputs.toArray(new String[0]));
            below = Seq2Seq.decoder(number);
        }
        return below;
    }

    static void addIfPresent(@Nullable String name, List<String> names) {
        if (name != null) {
            names.add(name);
        }
    }

    private boolean isBridged(int encoderLayer) {
        return bridgesLayerByLayer() || encoderLayer == encoder.numLayers() - 1;
    }

    private boolean bridgesLayerByLayer() {
        return encoder.numLayers() == decoder.numLayers();
    }

    /** The vertex whose output is a decoder layer's initial h; null: zeros. */
    @Nullable
    String initialHidden(int decoderLayer) {
        return switch (bridge) {
            case ZERO -> null;
            case COPY -> finalState(decoderLayer, FinalState.Part.HIDDEN);
            case DENSE -> dense(INITIAL_HIDDEN + decoderLayer, finalState(decoderLayer, FinalState.Part.HIDDEN), true);
        };
    }

    /** The vertex whose output is a decoder layer's initial c; null: zeros, or the cell has none. */
    @Nullable
    String initialCell(int decoderLayer) {
        if (bridge == Bridge.ZERO || !decoder.cell().hasCellState()) {
            return null;
        }
        boolean encoderHasCell = encoder.cell().hasCellState();
        if (bridge == Bridge.COPY) {
            return encoderHasCell ? finalState(decoderLayer, FinalState.Part.CELL) : null;
        }
        FinalState.Part part = encoderHasCell ? FinalState.Part.CELL : FinalState.Part.HIDDEN;
        return dense(INITIAL_CELL + decoderLayer, finalState(decoderLayer, part), false);
    }

    private String dense(String name, String from, boolean squashed) {
        graph.addVertex(name, new DenseBridge(stateSize(encoder, direction), decoder.hiddenSize(), squashed), from);
        return name;
    }

    /** The final state of the encoder layer that a decoder layer's initial state comes from. */
    private String finalState(int decoderLayer, FinalState.Part part) {
        int encoderLayer = bridgesLayerByLayer() ? decoderLayer : encoder.numLayers() - 1;
        String name = (part == FinalState.Part.CELL ? FINAL_CELL : FINAL_HIDDEN) + encoderLayer;
        if (finalStates.add(name)) {
            graph.addVertex(name, new FinalState(part), Seq2Seq.encoder(encoderLayer));
        }
        return name;
    }
}
