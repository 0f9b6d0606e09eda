package org.seq4j.data.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.data.label.EncodedSentence;
import org.seq4j.data.label.SentenceEncoder;

/** The arrays of a batch of sentences. */
final class SentenceArrays {
    private SentenceArrays() {}

    /** @param words the word ids to feed, those of the sentences or others in their stead, {@code [B][T]} */
    static Batch batch(SentenceEncoder encoder, EncodedSentence[] sentences, int[][] words, boolean labelled) {
        int rows = sentences.length;
        int steps = Arrays.stream(words).mapToInt(row -> row.length).max().orElse(0);
        long tokens = Arrays.stream(words).mapToInt(row -> row.length).sum();
        List<Padded> features = new ArrayList<>();
        Padded source = new Padded(rows, steps);
        features.add(source);
        for (int b = 0; b < rows; b++) {
            source.put(b, 0, words[b]);
        }
        if (encoder.characters() != null) {
            features.add(characters(sentences, steps));
        }
        boolean tagged = labelled && encoder.tags() != null;
        boolean classed = labelled && encoder.labels() != null;
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            List<INDArray> labels = new ArrayList<>();
            List<INDArray> masks = new ArrayList<>();
            if (tagged) {
                Padded tags = new Padded(rows, steps);
                for (int b = 0; b < rows; b++) {
                    tags.put(b, 0, sentences[b].tags());
                }
                labels.add(tags.ids());
                masks.add(tags.mask());
            }
            if (classed && encoder.labels() != null) {
                int[][] ids =
                        Arrays.stream(sentences).map(EncodedSentence::labels).toArray(int[][]::new);
                labels.add(ClassArrays.of(ids, encoder.labels().size(), encoder.multiLabel())); // [B, 1] or [B, L]
                masks.add(Nd4j.ones(DataType.FLOAT, rows, 1));
            }
            MultiDataSet data = new MultiDataSet(
                    features.stream().map(Padded::ids).toArray(INDArray[]::new),
                    labels.toArray(INDArray[]::new),
                    features.stream().map(Padded::mask).toArray(INDArray[]::new),
                    masks.toArray(INDArray[]::new));
            return new Batch(data, classed && !tagged ? rows : tokens, rows, true);
        }
    }

    /** {@code [B, T * C]}: the characters of word t at {@code t * C} and after, C those of the longest word. */
    private static Padded characters(EncodedSentence[] sentences, int steps) {
        int widest = Arrays.stream(sentences)
                .flatMap(sentence -> Arrays.stream(sentence.characters()))
                .mapToInt(word -> word.length)
                .max()
                .orElse(0);
        Padded characters = new Padded(sentences.length, Math.multiplyExact(steps, widest));
        for (int b = 0; b < sentences.length; b++) {
            int[][] words = sentences[b].characters();
            for (int t = 0; t < words.length; t++) {
                characters.put(b, t * widest, words[t]);
            }
        }
        return characters;
    }
}
