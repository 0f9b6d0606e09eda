package org.seq4j.models.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A decoder whose state is all that was read, and whose distribution is some function of it. */
final class HistoryDecoder implements StepDecoder<List<List<Integer>>> {
    final List<Integer> batches = new ArrayList<>();
    private final int vocabularySize;

    HistoryDecoder(int vocabularySize) {
        this.vocabularySize = vocabularySize;
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
}
