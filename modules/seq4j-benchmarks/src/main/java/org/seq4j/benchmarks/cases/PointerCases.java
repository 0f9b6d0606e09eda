package org.seq4j.benchmarks.cases;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.graph.PointerNetwork;
import org.seq4j.models.search.BeamSearch;
import org.seq4j.models.search.Constraints;
import org.seq4j.models.search.PointerDecoder;
import org.seq4j.models.search.PointerState;
import org.seq4j.models.search.SearchInput;
import org.seq4j.models.search.SearchResult;
import org.seq4j.models.search.SearchSettings;
import org.seq4j.models.search.StepDecoder;

/** A pointer network over 50 points: LSTM encoder and decoder of 256, 13 output steps, batch 128. */
final class PointerCases {
    private PointerCases() {}

    static List<Case> all() {
        return List.of(
                pointer(Group.ITERATION, "pointer/50", Unit.MILLISECONDS, "train")
                        .target(1.7, 2.2),
                pointer(Group.DECODING, "pointer-greedy/128", Unit.EXAMPLES, "greedy"));
    }

    private static Case pointer(Group group, String name, Unit unit, String pass) {
        Parameters parameters = Parameters.of("hidden", 256, "batch", 128, "points", 50, "steps", 13, "pass", pass);
        return Case.of(group, name, unit, parameters, PointerCases::start).peer("pointer");
    }

    private static Iteration start(Parameters parameters) {
        int hidden = parameters.number("hidden");
        ComputationGraph graph = new ComputationGraph(PointerNetwork.vectors(2)
                .encoder(stack -> stack.hiddenSize(hidden))
                .decoder(stack -> stack.hiddenSize(hidden))
                .build());
        graph.init();
        return parameters.text("pass").equals("train") ? training(graph, parameters) : greedy(graph, parameters);
    }

    private static Iteration training(ComputationGraph graph, Parameters parameters) {
        int batch = parameters.number("batch");
        int points = parameters.number("points");
        int steps = parameters.number("steps");
        SplittableRandom random = new SplittableRandom(1);
        int[][] target = new int[batch][steps];
        int[][] labels = new int[batch][steps];
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t + 1 < steps; t++) {
                labels[b][t] = 1 + random.nextInt(points);
                target[b][t + 1] = labels[b][t];
            }
        }
        INDArray source = Nd4j.createFromArray(RandomArrays.rows(2, batch, 2 * points))
                .reshape('c', batch, points, 2)
                .permute(0, 2, 1)
                .dup('f'); // [B, 2, S]
        INDArray real = Nd4j.ones(batch, steps);
        MultiDataSet data = new MultiDataSet(
                new INDArray[] {source, Nd4j.createFromArray(target)},
                new INDArray[] {Nd4j.createFromArray(labels)},
                new INDArray[] {Nd4j.ones(batch, points), real},
                new INDArray[] {real});
        return Updates.of(graph, data, (long) batch * steps);
    }

    private static Iteration greedy(ComputationGraph graph, Parameters parameters) {
        int batch = parameters.number("batch");
        int steps = parameters.number("steps");
        PointerDecoder model = PointerDecoder.of(graph);
        SearchSettings settings =
                SearchSettings.greedy(steps, Constraints.of(Set.of(0), Set.of()).withMinLength(steps));
        long[] seed = new long[1];
        return () -> {
            float[][] sources = RandomArrays.rows(++seed[0], batch, 2 * parameters.number("points"));
            StepDecoder<PointerState> decoder = model.decoder(model.encode(sources));
            List<SearchResult> results =
                    new BeamSearch<>(decoder, settings).search(SearchInput.of(decoder.start(batch), batch, 0));
            for (SearchResult result : results) {
                if (result.best().tokens().length != steps) {
                    throw new IllegalStateException("A result is not of " + steps + " positions.");
                }
            }
            return batch;
        };
    }
}
