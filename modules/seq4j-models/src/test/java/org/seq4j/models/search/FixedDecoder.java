package org.seq4j.models.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A decoder whose distribution depends on nothing but the number of tokens read after the first one. Its state is that number. */
final class FixedDecoder implements StepDecoder<Integer> {
    final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private final int vocabularySize;
    private final Values values;

    /** Sets the values of one row, which are -9 before; they need not be normalised. */
    interface Values {
        void set(int length, float[] row);
    }

    FixedDecoder(int vocabularySize, Values values) {
        this.vocabularySize = vocabularySize;
        this.values = values;
    }

    @Override
    public int vocabularySize() {
        return vocabularySize;
    }

    @Override
    public Integer start(int batch) {
        return -1;
    }

    @Override
    public Step<Integer> step(Integer state, int[] tokens) {
        batches.add(tokens.length);
        float[] scores = new float[tokens.length * vocabularySize];
        float[] row = new float[vocabularySize];
        Arrays.fill(row, -9);
        values.set(state + 1, row);
        for (int b = 0; b < tokens.length; b++) {
            System.arraycopy(row, 0, scores, b * vocabularySize, vocabularySize);
        }
        return new Step<>(scores, state + 1);
    }

    @Override
    public Integer select(Integer state, int[] rows) {
        return state;
    }
}
