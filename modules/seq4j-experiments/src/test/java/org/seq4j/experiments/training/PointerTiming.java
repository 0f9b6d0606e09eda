package org.seq4j.experiments.training;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.graph.PointerNetwork;
import org.seq4j.models.search.BeamSearch;
import org.seq4j.models.search.Constraints;
import org.seq4j.models.search.EncodedElements;
import org.seq4j.models.search.PointerDecoder;
import org.seq4j.models.search.PointerState;
import org.seq4j.models.search.SearchInput;
import org.seq4j.models.search.SearchResult;
import org.seq4j.models.search.SearchSettings;
import org.seq4j.models.search.StepDecoder;

/**
 * Times a pointer network over 50 points: LSTM encoder and decoder of 256, 13 output steps, batch 128. {@code train} is one iteration as the trainer makes it: forward,
 * backward, clipping by global norm, Adam; {@code greedy} brings forth 13 positions an example, encoder included. The peer is {@code torch_pointer.py} beside the tests
 * of seq4j-models, with the same first word. Run it in the project's root folder. Arguments: train or greedy; then runs and batch size, both optional.
 */
public final class PointerTiming {
    private static final int HIDDEN = 256;
    private static final int POINTS = 50;
    private static final int STEPS = 13;

    private PointerTiming() {}

    public static void main(String[] args) throws java.io.IOException {
        boolean train = args[0].equals("train");
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        int batch = args.length > 2 ? Integer.parseInt(args[2]) : 128;
        ComputationGraph graph = new ComputationGraph(PointerNetwork.vectors(2)
                .encoder(stack -> stack.hiddenSize(HIDDEN))
                .decoder(stack -> stack.hiddenSize(HIDDEN))
                .build());
        graph.init();
        double[] ms = train ? train(graph, batch, runs) : greedy(graph, batch, runs);
        double median = ms[runs / 2];
        System.out.printf(
                Locale.ROOT,
                "%s, batch %d, %d points, %d steps, H=%d: median %.1f ms, best %.1f ms%s; peak memory %d MB%n",
                args[0],
                batch,
                POINTS,
                STEPS,
                HIDDEN,
                median,
                ms[0],
                train ? " an iteration" : String.format(Locale.ROOT, ", %.0f examples a second", batch / median * 1e3),
                Timings.peakMegabytes());
    }

    private static double[] train(ComputationGraph graph, int batch, int runs) {
        SplittableRandom random = new SplittableRandom(1);
        int[][] target = new int[batch][STEPS];
        int[][] labels = new int[batch][STEPS];
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t + 1 < STEPS; t++) {
                labels[b][t] = 1 + random.nextInt(POINTS);
                target[b][t + 1] = labels[b][t];
            }
        }
        INDArray source = Nd4j.createFromArray(flat(points(2, batch)))
                .reshape('c', batch, POINTS, 2)
                .permute(0, 2, 1)
                .dup('f');
        INDArray real = Nd4j.ones(batch, STEPS);
        MultiDataSet data = new MultiDataSet(
                new INDArray[] {source, Nd4j.createFromArray(target)},
                new INDArray[] {Nd4j.createFromArray(labels)},
                new INDArray[] {Nd4j.ones(batch, POINTS), real},
                new INDArray[] {real});
        return Timings.updates(graph, data, (long) batch * STEPS, 15, runs);
    }

    private static double[] greedy(ComputationGraph graph, int batch, int runs) {
        PointerDecoder model = PointerDecoder.of(graph);
        SearchSettings settings =
                SearchSettings.greedy(STEPS, Constraints.of(Set.of(0), Set.of()).withMinLength(STEPS));
        return Timings.milliseconds(Math.max(15, 300 / batch), runs, run -> {
            float[][] sources = points(run, batch);
            return () -> {
                EncodedElements encoded = model.encode(sources);
                StepDecoder<PointerState> decoder = model.decoder(encoded);
                List<SearchResult> results =
                        new BeamSearch<>(decoder, settings).search(SearchInput.of(decoder.start(batch), batch, 0));
                if (results.stream().anyMatch(one -> one.best().tokens().length != STEPS)) {
                    throw new IllegalStateException("a result is not of " + STEPS + " positions");
                }
            };
        });
    }

    /** Of each example its points in the unit square one after the other. */
    private static float[][] points(long seed, int batch) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] points = new float[batch][2 * POINTS];
        for (float[] row : points) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) random.nextDouble();
            }
        }
        return points;
    }

    private static float[] flat(float[][] rows) {
        float[] all = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
        }
        return all;
    }
}
