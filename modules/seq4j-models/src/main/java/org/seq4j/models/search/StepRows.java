package org.seq4j.models.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The outcome of one step, row by row. */
final class StepRows {
    private final float[] logProbabilities; // [B, V]
    private final float @Nullable [] attention; // [B, S]
    private final int rows;
    private final int vocabularySize;
    private final int sourceTime;

    StepRows(float[] logProbabilities, float @Nullable [] attention, int rows) {
        this.logProbabilities = logProbabilities;
        this.attention = attention;
        this.rows = rows;
        vocabularySize = logProbabilities.length / rows;
        sourceTime = attention == null ? 0 : attention.length / rows;
    }

    /** B. */
    int rows() {
        return rows;
    }

    int vocabularySize() {
        return vocabularySize;
    }

    float logProbability(int row, int token) {
        return logProbabilities[row * vocabularySize + token];
    }

    /** A copy of one row into the beginning of {@code target}. */
    void copy(int row, float[] target) {
        System.arraycopy(logProbabilities, row * vocabularySize, target, 0, vocabularySize);
    }

    /** The attention weights of one row over the example's source, [S]; null if there are none. */
    <S> float @Nullable [] attention(int row, int example, SearchInput<S> input) {
        if (attention == null) {
            return null;
        }
        int from = row * sourceTime;
        return Arrays.copyOfRange(attention, from, from + input.sourceLength(example, sourceTime));
    }
}
