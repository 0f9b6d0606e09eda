package org.seq4j.experiments.evaluation.label;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.seq4j.data.batch.SentenceBatches;
import org.seq4j.data.label.EncodedSentence;
import org.seq4j.data.label.SentenceEncoder;
import org.seq4j.models.graph.SequenceTagger;

/** A trained classifier or tagger of sentences. What it says of a sentence does not depend on the others. */
public final class SentenceLabeler {
    private static final int BATCH = 64;

    private final ComputationGraph graph;
    private final SentenceEncoder encoder;

    /**
     * @param graph the model
     * @param encoder how sentences become ids
     */
    public SentenceLabeler(ComputationGraph graph, SentenceEncoder encoder) {
        this.graph = graph;
        this.encoder = encoder;
    }

    /**
     * What a tagger says of a sentence.
     *
     * @param tags the id of each token's tag, [T]
     * @param probabilities of these tags, [T]; with a CRF the marginal ones
     * @param intents the probabilities of the labels of the whole sentence, [I]; null: the model has none
     */
    @SuppressWarnings("ArrayRecordComponent") // read, not compared
    public record Tagging(int[] tags, float[] probabilities, float @Nullable [] intents) {}

    /** How sentences become ids, and what labels are called. */
    public SentenceEncoder encoder() {
        return encoder;
    }

    /**
     * The probabilities of the labels of each sentence, [L].
     *
     * @param sentences tokens, at least one each
     */
    public List<float[]> classes(List<List<String>> sentences) {
        float[][] classes = new float[sentences.size()][];
        inBatches(sentences, (numbers, batch) -> {
            List<float[]> rows = ClassEvaluator.probabilities(graph, batch);
            for (int i = 0; i < numbers.length; i++) {
                classes[numbers[i]] = rows.get(i);
            }
        });
        return Arrays.asList(classes);
    }

    /**
     * The tags of each sentence.
     *
     * @param sentences tokens, at least one each
     */
    public List<Tagging> tags(List<List<String>> sentences) {
        Tagging[] tags = new Tagging[sentences.size()];
        inBatches(sentences, (numbers, batch) -> {
            SequenceTagger.Prediction prediction =
                    SequenceTagger.predict(graph, batch.getFeatures(), batch.getFeaturesMaskArrays());
            for (int i = 0; i < numbers.length; i++) {
                tags[numbers[i]] = tagging(prediction, i);
            }
        });
        return Arrays.asList(tags);
    }

    private static Tagging tagging(SequenceTagger.Prediction prediction, int row) {
        int[] labels = prediction.labels()[row];
        float[] probabilities = new float[labels.length];
        for (int t = 0; t < labels.length; t++) {
            probabilities[t] = prediction.probabilities().getFloat(row, labels[t], t);
        }
        INDArray intents = prediction.intents();
        return new Tagging(
                labels,
                probabilities,
                intents == null ? null : intents.getRow(row).toFloatVector());
    }

    /** Hands over batches of sentences of like length, with their numbers. */
    private void inBatches(List<List<String>> sentences, BiConsumer<int[], MultiDataSet> work) {
        int[] order = IntStream.range(0, sentences.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> sentences.get(i).size()))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int from = 0; from < order.length; from += BATCH) {
            int[] numbers = Arrays.copyOfRange(order, from, Math.min(from + BATCH, order.length));
            List<EncodedSentence> encoded = new ArrayList<>();
            for (int number : numbers) {
                encoded.add(encoder.encode(sentences.get(number)));
            }
            work.accept(numbers, SentenceBatches.unlabelled(encoder, encoded).data());
        }
    }
}
