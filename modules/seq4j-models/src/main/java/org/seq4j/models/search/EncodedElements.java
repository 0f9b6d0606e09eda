package org.seq4j.models.search;

import org.seq4j.models.attention.AttentionStepper;
import org.seq4j.models.pointer.PointerStepper;

/** What a pointer network's encoder makes of a batch of N sources, from {@link PointerDecoder#encode}; immutable. */
public final class EncodedElements {
    private final PointerDecoder owner;
    private final int[] sizes; // [N]
    private final float[][] elements; // of each source [size, E]
    private final float[][] initial; // for each decoder layer [N, stateSize]
    private final PointerStepper.Memory memory;
    private final AttentionStepper.Memory[] glimpses; // what each glimpse reads

    EncodedElements(
            PointerDecoder owner,
            int[] sizes,
            float[][] elements,
            float[][] initial,
            PointerStepper.Memory memory,
            AttentionStepper.Memory[] glimpses) {
        this.owner = owner;
        this.sizes = sizes;
        this.elements = elements;
        this.initial = initial;
        this.memory = memory;
        this.glimpses = glimpses;
    }

    /** N. */
    public int sources() {
        return sizes.length;
    }

    /** How many elements a source has. */
    public int size(int source) {
        return sizes[source];
    }

    /** How many elements each source has, [N]. */
    public int[] sizes() {
        return sizes.clone();
    }

    /** One more than the greatest number of elements. */
    public int vocabularySize() {
        return memory.outcomes();
    }

    PointerDecoder owner() {
        return owner;
    }

    float[] elements(int source) {
        return elements[source];
    }

    float[][] initial() {
        return initial;
    }

    PointerStepper.Memory memory() {
        return memory;
    }

    AttentionStepper.Memory glimpse(int number) {
        return glimpses[number];
    }
}
