package org.example.embed;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.seq4j.models.graph.AttentionType;
import org.seq4j.models.graph.Seq2Seq;
import org.seq4j.models.search.BeamSearch;
import org.seq4j.models.search.Constraints;
import org.seq4j.models.search.SearchResult;
import org.seq4j.models.search.SearchSettings;
import org.seq4j.models.search.Seq2SeqDecoder;
import org.seq4j.models.search.Seq2SeqState;
import org.seq4j.models.search.StepDecoder;

/** Teaches a sequence-to-sequence model to say a list of digits backwards: a model from a builder, plain arrays, Deeplearning4j's own {@code fit}, a beam search. */
public final class ReverseNumbers {
    private static final int PADDING = 0;
    private static final int START = 1;
    private static final int END = 2;
    private static final int FIRST_DIGIT = 3; // the token of the digit 0
    private static final int VOCABULARY = FIRST_DIGIT + 10;
    private static final int LONGEST = 8;

    private final ComputationGraph graph;
    private final Random random = new Random(7);

    /** A model without training. */
    public ReverseNumbers() {
        graph = new ComputationGraph(Seq2Seq.builder(VOCABULARY, VOCABULARY)
                .encoder(stack -> stack.embeddingSize(16).hiddenSize(32))
                .decoder(stack -> stack.embeddingSize(16).hiddenSize(64))
                .attention(AttentionType.LUONG_GENERAL)
                .updater(new Adam(5e-3))
                .build());
        graph.init();
    }

    /** Trains on random lists, and returns the loss of the last batch in nats a token. */
    public double train(int updates, int batch) {
        for (int i = 0; i < updates; i++) {
            graph.fit(batch(digits(batch)));
        }
        return graph.score();
    }

    /** Lists of 1 to {@value #LONGEST} digits. */
    public int[][] digits(int count) {
        int[][] lists = new int[count][];
        Arrays.setAll(lists, i -> random.ints(1 + random.nextInt(LONGEST), 0, 10).toArray());
        return lists;
    }

    /** The right answer. */
    public static int[] reversed(int[] digits) {
        int[] result = new int[digits.length];
        Arrays.setAll(result, i -> digits[digits.length - 1 - i]);
        return result;
    }

    /** Padded arrays [B, T] of tokens, and masks that say which of them are real (1). */
    private static MultiDataSet batch(int[][] lists) {
        int batch = lists.length;
        int[][] source = new int[batch][LONGEST];
        int[][] target = new int[batch][LONGEST + 1]; // what the decoder reads: the start, then the answer
        int[][] next = new int[batch][LONGEST + 1]; // what it is to say: the answer, then the end
        float[][] sourceMask = new float[batch][LONGEST];
        float[][] targetMask = new float[batch][LONGEST + 1];
        for (int b = 0; b < batch; b++) {
            int[] answer = reversed(lists[b]);
            int length = answer.length;
            target[b][0] = START;
            for (int t = 0; t < length; t++) {
                source[b][t] = FIRST_DIGIT + lists[b][t];
                next[b][t] = FIRST_DIGIT + answer[t];
                target[b][t + 1] = next[b][t];
            }
            next[b][length] = END;
            Arrays.fill(sourceMask[b], 0, length, 1);
            Arrays.fill(targetMask[b], 0, length + 1, 1);
        }
        INDArray real = Nd4j.createFromArray(targetMask);
        return new MultiDataSet(
                new INDArray[] {Nd4j.createFromArray(source), Nd4j.createFromArray(target)},
                new INDArray[] {Nd4j.createFromArray(next)},
                new INDArray[] {Nd4j.createFromArray(sourceMask), real},
                new INDArray[] {real});
    }

    /** What the model makes of lists of digits, found with a beam of 4. */
    public int[][] answers(int[][] lists) {
        Seq2SeqDecoder decoder = Seq2SeqDecoder.of(graph);
        int[][] sources = Arrays.stream(lists)
                .map(list -> Arrays.stream(list).map(digit -> FIRST_DIGIT + digit).toArray())
                .toArray(int[][]::new);
        StepDecoder<Seq2SeqState> steps = decoder.decoder(decoder.encode(sources, null));
        SearchSettings settings =
                SearchSettings.beam(4, LONGEST + 2, Constraints.of(Set.of(END), Set.of(PADDING, START)));
        List<SearchResult> results = new BeamSearch<>(steps, settings).search(steps.start(lists.length), lists.length, START);
        return results.stream()
                .map(result -> Arrays.stream(result.best().tokens())
                        .filter(token -> token != END)
                        .map(token -> token - FIRST_DIGIT)
                        .toArray())
                .toArray(int[][]::new);
    }

    public static void main(String[] args) {
        ReverseNumbers model = new ReverseNumbers();
        System.out.printf("loss after 400 updates: %.4f nats a token%n", model.train(400, 64));
        int[][] lists = model.digits(5);
        int[][] answers = model.answers(lists);
        for (int i = 0; i < lists.length; i++) {
            System.out.println(Arrays.toString(lists[i]) + " backwards: " + Arrays.toString(answers[i]));
        }
    }
}
