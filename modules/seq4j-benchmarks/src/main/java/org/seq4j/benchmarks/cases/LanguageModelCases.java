package org.seq4j.benchmarks.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.search.GenerationSettings;
import org.seq4j.models.search.Generator;
import org.seq4j.models.search.LanguageModelDecoder;
import org.seq4j.models.search.LanguageModelState;
import org.seq4j.models.search.Sampler;

/** A language model of an embedding, LSTM layers and a softmax over V tokens: training iterations, the cost of longer and wider batches, and sampling. */
final class LanguageModelCases {
    private static final int CHARACTERS = 65;

    private LanguageModelCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (int[] shape : new int[][] {{256, 32, 64}, {512, 64, 64}}) {
            String name = "char-lm/" + shape[0] + "x" + shape[1] + "x" + shape[2];
            cases.add(training(Group.ITERATION, name, shape[0], shape[1], shape[2], CHARACTERS)
                    .peer("language_model")
                    .target(1.1, 1.3)
                    .stock(StockLstm::start, new Target(6, 15)));
        }
        for (int vocabulary : new int[] {10_000, 50_000}) {
            cases.add(training(Group.ITERATION, "word-lm/" + vocabulary, 256, 32, 35, vocabulary)
                    .peer("language_model")
                    .target(1.1, 1.3));
        }
        for (int time : new int[] {50, 100, 200, 400}) {
            cases.add(training(Group.SCALING, "time/" + time, 256, 32, time, CHARACTERS));
        }
        for (int batch : new int[] {16, 32, 64, 128}) {
            cases.add(training(Group.SCALING, "batch/" + batch, 256, batch, 50, CHARACTERS));
        }
        cases.add(Case.of(
                        Group.DECODING,
                        "sampling",
                        Unit.CHARACTERS,
                        Parameters.of(
                                "hidden",
                                512,
                                "embedding",
                                128,
                                "vocabulary",
                                CHARACTERS,
                                "characters",
                                500,
                                "pass",
                                "sample"),
                        LanguageModelCases::sampling)
                .peer("language_model"));
        return cases;
    }

    private static Case training(Group group, String name, int hidden, int batch, int time, int vocabulary) {
        Parameters parameters = Parameters.of(
                "hidden",
                hidden,
                "embedding",
                hidden,
                "batch",
                batch,
                "time",
                time,
                "vocabulary",
                vocabulary,
                "pass",
                "train");
        return Case.of(group, name, Unit.MILLISECONDS, parameters, LanguageModelCases::training);
    }

    private static ComputationGraph graph(Parameters parameters) {
        ComputationGraph graph = new ComputationGraph(LanguageModel.builder(parameters.number("vocabulary"))
                .cell(CellType.LSTM)
                .embeddingSize(parameters.number("embedding"))
                .hiddenSize(parameters.number("hidden"))
                .paddingId(-1)
                .build());
        graph.init();
        return graph;
    }

    private static Iteration training(Parameters parameters) {
        int batch = parameters.number("batch");
        int time = parameters.number("time");
        int vocabulary = parameters.number("vocabulary");
        MultiDataSet data = new MultiDataSet(
                new INDArray[] {Nd4j.createFromArray(RandomArrays.ids(1, 0, vocabulary, batch, time))},
                new INDArray[] {Nd4j.createFromArray(RandomArrays.ids(2, 0, vocabulary, batch, time))});
        return Updates.of(graph(parameters), data, (long) batch * time);
    }

    private static Iteration sampling(Parameters parameters) {
        int characters = parameters.number("characters");
        Generator<LanguageModelState> generator = new Generator<>(
                LanguageModelDecoder.of(graph(parameters)),
                new GenerationSettings(characters, new Sampler(1, 0, 1), Set.of(), Set.of()));
        long[] seed = new long[1];
        return () -> {
            generator.generate(new int[] {4}, ++seed[0]);
            return characters;
        };
    }
}
