package org.seq4j.models.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.recurrent.RecurrentVertex;

/**
 * Where a decoder's initial states come from.
 *
 * @param layers for each of its recurrent layers
 */
record InitialStates(List<Layer> layers) {
    /**
     * Where one layer's initial state comes from.
     *
     * @param hidden the encoder's output with h; null: zeros
     * @param cell the encoder's output with c; null: zeros, or there is none
     * @param offset the first column there
     */
    record Layer(@Nullable String hidden, @Nullable String cell, int offset) {}

    InitialStates {
        layers = List.copyOf(layers);
    }

    /** Those of recurrent layers one above the other. */
    static InitialStates of(List<RecurrentVertex> layers, GraphParts parts) {
        List<Layer> states = new ArrayList<>();
        for (RecurrentVertex layer : layers) {
            List<String> inputs = parts.inputs(layer.getVertexName());
            states.add(
                    new Layer(inputs.size() > 1 ? inputs.get(1) : null, inputs.size() > 2 ? inputs.get(2) : null, 0));
        }
        return new InitialStates(states);
    }

    /**
     * The names of the encoder's outputs that a decoder reads.
     *
     * @param memory the one that its attention reads; null: there is none
     */
    List<String> outputs(@Nullable String memory) {
        Set<String> names = new LinkedHashSet<>();
        add(memory, names);
        for (Layer layer : layers) {
            add(layer.hidden(), names);
            add(layer.cell(), names);
        }
        return List.copyOf(names);
    }

    private static void add(@Nullable String name, Set<String> names) {
        if (name != null) {
            names.add(name);
        }
    }

    /**
     * The states.
     *
     * @param stack the decoder's layers
     * @param sources N
     * @param read the encoder's outputs by name
     * @return for each layer [N, stateSize]
     */
    float[][] read(StepLayers stack, int sources, Map<String, INDArray> read) {
        float[][] states = stack.start(sources);
        for (int l = 0; l < states.length; l++) {
            Layer from = layers.get(l);
            int width = states[l].length / sources;
            int size = stack.hasCellState(l) ? width / 2 : width;
            copy(read, from.hidden(), from.offset(), states[l], 0, width, size);
            copy(read, from.cell(), from.offset(), states[l], size, width, size);
        }
        return states;
    }

    /** Those of sources that were read in parts. */
    static float[][] join(List<float[][]> parts) {
        float[][] joined = new float[parts.get(0).length][];
        Arrays.setAll(joined, l -> joined(parts.stream().map(part -> part[l]).toList()));
        return joined;
    }

    private static float[] joined(List<float[]> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        float[] joined = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    private static void copy(
            Map<String, INDArray> read,
            @Nullable String name,
            int offset,
            float[] states,
            int at,
            int width,
            int size) {
        INDArray found = name == null ? null : read.get(name);
        if (found == null) {
            return;
        }
        float[] values = GraphParts.values(found);
        int columns = (int) found.size(1);
        for (int n = 0; n < found.size(0); n++) {
            System.arraycopy(values, n * columns + offset, states, n * width + at, size);
        }
    }
}
