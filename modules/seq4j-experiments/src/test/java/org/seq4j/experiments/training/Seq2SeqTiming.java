package org.seq4j.experiments.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.graph.AttentionType;
import org.seq4j.models.graph.Seq2Seq;
import org.seq4j.models.search.BeamSearch;
import org.seq4j.models.search.Constraints;
import org.seq4j.models.search.Encoded;
import org.seq4j.models.search.SearchInput;
import org.seq4j.models.search.SearchResult;
import org.seq4j.models.search.SearchSettings;
import org.seq4j.models.search.Seq2SeqDecoder;
import org.seq4j.models.search.Seq2SeqState;
import org.seq4j.models.search.StepDecoder;

/**
 * Times a model with Bahdanau attention and input feeding: bidirectional LSTM encoder, LSTM decoder, all sizes 256, vocabularies of 8,000, sources and targets of 25
 * tokens. {@code train} is one iteration at batch 64 as the trainer makes it: forward, backward, clipping by global norm, Adam; {@code greedy} at batch 1 and {@code
 * beam} (5) at batch 32 bring forth 25 tokens a sentence, encoder included. The peer is {@code torch_seq2seq.py} beside the tests of seq4j-models, with the same first
 * word. Run it in the project's root folder. Arguments: train, greedy or beam; then runs and batch size, both optional.
 */
public final class Seq2SeqTiming {
    private static final int VOCABULARY = 8000;
    private static final int HIDDEN = 256;
    private static final int LENGTH = 25;

    private Seq2SeqTiming() {}

    public static void main(String[] args) throws java.io.IOException {
        boolean train = args[0].equals("train");
        boolean greedy = args[0].equals("greedy");
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        int batch = args.length > 2 ? Integer.parseInt(args[2]) : train ? 64 : greedy ? 1 : 32;
        ComputationGraph graph = new ComputationGraph(Seq2Seq.builder(VOCABULARY, VOCABULARY)
                .encoder(stack -> stack.embeddingSize(HIDDEN).hiddenSize(HIDDEN))
                .decoder(stack -> stack.embeddingSize(HIDDEN).hiddenSize(HIDDEN))
                .attention(AttentionType.BAHDANAU)
                .inputFeeding(true)
                .paddingId(-1)
                .build());
        graph.init();
        double[] ms = train ? train(graph, batch, runs) : search(graph, batch, greedy ? 1 : 5, runs);
        double median = ms[runs / 2];
        System.out.printf(
                Locale.ROOT,
                "%s, batch %d, length %d, V=%d H=%d: median %.1f ms, best %.1f ms%s; peak memory %d MB%n",
                args[0],
                batch,
                LENGTH,
                VOCABULARY,
                HIDDEN,
                median,
                ms[0],
                train ? " an iteration" : String.format(Locale.ROOT, ", %.1f sentences a second", batch / median * 1e3),
                Timings.peakMegabytes());
    }

    private static double[] train(ComputationGraph graph, int batch, int runs) {
        MultiDataSet data = new MultiDataSet(
                new INDArray[] {Nd4j.createFromArray(ids(1, batch)), Nd4j.createFromArray(ids(2, batch))},
                new INDArray[] {Nd4j.createFromArray(ids(3, batch))},
                new INDArray[] {Nd4j.ones(batch, LENGTH), Nd4j.ones(batch, LENGTH)},
                new INDArray[] {Nd4j.ones(batch, LENGTH)});
        return Timings.updates(graph, data, (long) batch * LENGTH, 15, runs);
    }

    private static double[] search(ComputationGraph graph, int batch, int beam, int runs) {
        Seq2SeqDecoder model = Seq2SeqDecoder.of(graph);
        Constraints constraints = Constraints.of(Set.of(3), Set.of(0, 1, 2)).withMinLength(LENGTH);
        SearchSettings settings = SearchSettings.beam(beam, LENGTH, constraints);
        return Timings.milliseconds(Math.max(15, 150 / batch), runs, run -> {
            int[][] sources = ids(run, batch);
            return () -> {
                Encoded encoded = model.encode(sources, null);
                StepDecoder<Seq2SeqState> decoder = model.decoder(encoded);
                List<SearchResult> results =
                        new BeamSearch<>(decoder, settings).search(SearchInput.of(decoder.start(batch), batch, 2));
                if (results.stream().anyMatch(one -> one.best().tokens().length != LENGTH)) {
                    throw new IllegalStateException("a result is not of " + LENGTH + " tokens");
                }
            };
        });
    }

    private static int[][] ids(long seed, int batch) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] ids = new int[batch][LENGTH];
        for (int[] row : ids) {
            Arrays.setAll(row, t -> 4 + random.nextInt(VOCABULARY - 4));
        }
        return ids;
    }
}
