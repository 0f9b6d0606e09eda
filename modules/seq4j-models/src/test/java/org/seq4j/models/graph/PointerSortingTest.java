package org.seq4j.models.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.seq4j.models.search.BeamSearch;
import org.seq4j.models.search.Constraints;
import org.seq4j.models.search.EncodedElements;
import org.seq4j.models.search.PointerConstraints;
import org.seq4j.models.search.PointerDecoder;
import org.seq4j.models.search.PointerState;
import org.seq4j.models.search.SearchInput;
import org.seq4j.models.search.SearchResult;
import org.seq4j.models.search.SearchSettings;
import org.seq4j.models.search.StepDecoder;

/** A small pointer network learns to sort four numbers in a few seconds. */
class PointerSortingTest {
    private static final int N = 4;

    @Test
    void learnsToSort() {
        ComputationGraph graph = new ComputationGraph(PointerNetwork.vectors(1)
                .encoder(stack -> stack.hiddenSize(32))
                .decoder(stack -> stack.hiddenSize(32))
                .updater(new Adam(0.01))
                .build());
        graph.init();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 400; i++) {
            graph.fit(batch(numbers(random, 64)));
        }
        float[][] fresh = numbers(random, 200);
        assertThat(right(graph, fresh)).isGreaterThan(150);
    }

    private static float[][] numbers(SplittableRandom random, int batch) {
        float[][] numbers = new float[batch][N];
        for (float[] row : numbers) {
            for (int i = 0; i < N; i++) {
                row[i] = (float) random.nextDouble();
            }
        }
        return numbers;
    }

    /** Positions, counted from 1, in the order of the numbers there. */
    private static int[] sorted(float[] numbers) {
        return IntStream.rangeClosed(1, N)
                .boxed()
                .sorted(Comparator.comparing(p -> numbers[p - 1]))
                .mapToInt(p -> p)
                .toArray();
    }

    private static MultiDataSet batch(float[][] numbers) {
        int[][] target = new int[numbers.length][N + 1];
        int[][] labels = new int[numbers.length][N + 1];
        for (int b = 0; b < numbers.length; b++) {
            int[] order = sorted(numbers[b]);
            System.arraycopy(order, 0, target[b], 1, N);
            System.arraycopy(order, 0, labels[b], 0, N);
        }
        return new MultiDataSet(
                new INDArray[] {
                    Nd4j.createFromArray(numbers).reshape('c', numbers.length, 1, N), Nd4j.createFromArray(target)
                },
                new INDArray[] {Nd4j.createFromArray(labels)});
    }

    private static int right(ComputationGraph graph, float[][] numbers) {
        PointerDecoder model = PointerDecoder.of(graph);
        EncodedElements encoded = model.encode(numbers);
        StepDecoder<PointerState> decoder = model.decoder(encoded);
        List<SearchResult> results = new BeamSearch<>(
                        decoder, SearchSettings.beam(3, N + 1, Constraints.of(Set.of(PointerDecoder.END), Set.of())))
                .search(SearchInput.of(decoder.start(numbers.length), numbers.length, PointerDecoder.END)
                        .withAllowed(PointerConstraints.permutation(encoded.sizes())));
        int right = 0;
        for (int i = 0; i < numbers.length; i++) {
            right += Arrays.equals(results.get(i).best().tokens(), sorted(numbers[i])) ? 1 : 0;
        }
        return right;
    }
}
