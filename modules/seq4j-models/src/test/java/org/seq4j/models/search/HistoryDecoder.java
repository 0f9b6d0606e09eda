package org.seq4j.models.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A decoder whose state is all that was read, and whose distribution and attention are some functions of it. */
final class HistoryDecoder implements StepDecoder<List<List<Integer>>> {
    final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private final int vocabularySize;
    private final int sourceTime;

    /** Without attention. */
    HistoryDecoder(int vocabularySize) {
        this(vocabularySize, 0);
    }

    HistoryDecoder(int vocabularySize, int sourceTime) {
        this.vocabularySize = vocabularySize;
        this.sourceTime = sourceTime;
    }

    @Override
    public int vocabularySize() {
        return vocabularySize;
    }

    @Override
    public List<List<Integer>> start(int batch) {
        List<List<Integer>> state = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            state.add(List.of());
        }
        return List.copyOf(state);
    }

    @Override
    public Step<List<List<Integer>>> step(List<List<Integer>> state, int[] tokens) {
        if (tokens.length != state.size()) {
            throw new IllegalArgumentException(tokens.length + " tokens for " + state.size());
        }
        batches.add(tokens.length);
        List<List<Integer>> next = new ArrayList<>();
        float[] scores = new float[tokens.length * vocabularySize];
        for (int b = 0; b < tokens.length; b++) {
            List<Integer> history = new ArrayList<>(state.get(b));
            history.add(tokens[b]);
            next.add(List.copyOf(history));
            System.arraycopy(logProbabilities(history), 0, scores, b * vocabularySize, vocabularySize);
        }
        return new Step<>(scores, List.copyOf(next));
    }

    @Override
    public List<List<Integer>> select(List<List<Integer>> state, int[] rows) {
        List<List<Integer>> selected = new ArrayList<>();
        for (int row : rows) {
            selected.add(state.get(row));
        }
        return List.copyOf(selected);
    }

    float[] logProbabilities(List<Integer> history) {
        Random random = new Random(history.hashCode() * 31L + 7);
        double[] values = random.doubles(vocabularySize, 0.02, 1).toArray();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        float[] logs = new float[vocabularySize];
        for (int i = 0; i < vocabularySize; i++) {
            logs[i] = (float) Math.log(values[i] / sum);
        }
        return logs;
    }

    @Override
    public float @Nullable [] attention(List<List<Integer>> state) {
        float[] weights = new float[state.size() * sourceTime];
        for (int b = 0; b < state.size(); b++) {
            System.arraycopy(attention(state.get(b), sourceTime), 0, weights, b * sourceTime, sourceTime);
        }
        return sourceTime == 0 ? null : weights;
    }

    static float[] attention(List<Integer> history, int size) {
        double[] values = new Random(history.hashCode() * 17L + 3)
                .doubles(size, 0.001, 1)
                .map(value -> value * value * value)
                .toArray();
        double sum = Arrays.stream(values).sum();
        float[] weights = new float[size];
        for (int i = 0; i < size; i++) {
            weights[i] = (float) (values[i] / sum);
        }
        return weights;
    }
}
