package org.seq4j.models.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.kernel.CellType;

/**
 * Prints how many sequences of 25 tokens a second greedy and beam search bring forth with a language model of one LSTM layer of 256 units and 8,000 tokens: what the search
 * and the output layer cost. Arguments: runs (20), vocabulary size, hidden size, all optional.
 */
public final class SearchTiming {
    private static final int LENGTH = 25;

    private SearchTiming() {}

    public static void main(String[] arguments) {
        int[] sizes = Stream.of(arguments).mapToInt(Integer::parseInt).toArray();
        int runs = sizes.length > 0 ? sizes[0] : 20;
        int vocabulary = sizes.length > 1 ? sizes[1] : 8000;
        int hidden = sizes.length > 2 ? sizes[2] : 256;
        ComputationGraph graph = new ComputationGraph(LanguageModel.builder(vocabulary)
                .cell(CellType.LSTM)
                .embeddingSize(hidden)
                .hiddenSize(hidden)
                .build());
        graph.init();
        LanguageModelDecoder decoder = LanguageModelDecoder.of(graph, 0);
        for (int[] shape : new int[][] {{1, 1}, {1, 5}, {32, 1}, {32, 5}}) {
            time(decoder, shape[0], shape[1], runs);
        }
    }

    private static void time(LanguageModelDecoder decoder, int batch, int beam, int runs) {
        Constraints constraints = Constraints.of(Set.of(3), Set.of(0, 1, 2)).withMinLength(LENGTH);
        BeamSearch<LanguageModelState> search =
                new BeamSearch<>(decoder, SearchSettings.beam(beam, LENGTH, constraints));
        double best = Double.POSITIVE_INFINITY;
        double[] rates = new double[runs];
        for (int run = 0; run < 2 * runs; run++) {
            long start = System.nanoTime();
            List<SearchResult> results = search.search(decoder.start(batch), batch, 2);
            double seconds = (System.nanoTime() - start) / 1e9;
            best = Math.min(best, seconds);
            rates[run % runs] = results.size() / seconds;
        }
        Arrays.sort(rates);
        System.out.printf(
                Locale.ROOT,
                "batch %d, beam %d: median %.0f, best %.0f sequences a second; %.2f ms a step%n",
                batch,
                beam,
                rates[runs / 2],
                batch / best,
                best / LENGTH * 1e3);
    }
}
