package org.seq4j.models.search;

import org.jspecify.annotations.Nullable;
import org.seq4j.models.attention.AttentionStepper;

/** What a sequence-to-sequence model's encoder makes of a batch of N sources, from {@link Seq2SeqDecoder#encode}; immutable. */
public final class Encoded {
    private final Seq2SeqDecoder owner;
    private final int time;
    private final float[][] initial; // for each decoder layer [N, H], or [N, 2H]
    private final AttentionStepper.@Nullable Memory memory;
    private final int @Nullable [][] copySources;
    private final int sources;
    private final int vocabularySize;

    Encoded(
            Seq2SeqDecoder owner,
            int sources,
            int time,
            float[][] initial,
            AttentionStepper.@Nullable Memory memory,
            int @Nullable [][] copySources,
            int vocabularySize) {
        this.owner = owner;
        this.sources = sources;
        this.time = time;
        this.initial = initial;
        this.memory = memory;
        this.copySources = copySources;
        this.vocabularySize = vocabularySize;
    }

    /** N. */
    public int sources() {
        return sources;
    }

    /** S, the length of the longest source. */
    public int time() {
        return time;
    }

    /** V, and with copying the greatest number of tokens of a source that the vocabulary lacks. */
    public int vocabularySize() {
        return vocabularySize;
    }

    Seq2SeqDecoder owner() {
        return owner;
    }

    float[][] initial() {
        return initial;
    }

    AttentionStepper.@Nullable Memory memory() {
        return memory;
    }

    /** The tokens of a source as ids of the extended target vocabulary. */
    int[] copySource(int source) {
        if (copySources == null) {
            throw new IllegalStateException("the model does not copy");
        }
        return copySources[source];
    }
}
