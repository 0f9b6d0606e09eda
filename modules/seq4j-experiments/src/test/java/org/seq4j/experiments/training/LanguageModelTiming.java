package org.seq4j.experiments.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.data.batch.Batch;
import org.seq4j.experiments.config.ConfigLoader;
import org.seq4j.experiments.config.OptimizerConfig;
import org.seq4j.experiments.training.optimizer.GradientClipping;
import org.seq4j.experiments.training.optimizer.Optimizers;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.kernel.CellType;

/**
 * Times one training iteration of a character language model as the trainer makes it: forward, backward, clipping by global norm, Adam. Its peer is {@code
 * torch_language_model.py train} beside the tests of seq4j-models. Run it in the project's root folder. Arguments: CELL HIDDEN BATCH TIME [RUNS] [VOCABULARY].
 */
public final class LanguageModelTiming {
    private static final int WARM_UP = 150;

    private LanguageModelTiming() {}

    public static void main(String[] args) throws Exception {
        CellType cell = CellType.valueOf(args[0]);
        int hidden = Integer.parseInt(args[1]);
        int batch = Integer.parseInt(args[2]);
        int time = Integer.parseInt(args[3]);
        int runs = args.length > 4 ? Integer.parseInt(args[4]) : 60;
        int vocabulary = args.length > 5 ? Integer.parseInt(args[5]) : 65;
        ComputationGraph graph = new ComputationGraph(LanguageModel.builder(vocabulary)
                .cell(cell)
                .embeddingSize(hidden)
                .hiddenSize(hidden)
                .paddingId(-1)
                .build());
        graph.init();
        UpdateStep step = new UpdateStep(
                (next, number) -> next, graph, Optimizers.of(adam(), graph), new GradientClipping(1.0, null), 1);
        MultiDataSet data = new MultiDataSet(
                new INDArray[] {ids(1, vocabulary, batch, time)}, new INDArray[] {ids(2, vocabulary, batch, time)});
        Iterator<Batch> batches = Stream.generate(() -> new Batch(data, (long) batch * time, batch, false))
                .iterator();
        double[] ms = new double[runs];
        double loss = 0;
        for (int i = -WARM_UP; i < runs; i++) {
            long start = System.nanoTime();
            loss = step.run(batches, i + WARM_UP + 1, 1e-3).loss();
            if (i >= 0) {
                ms[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(ms);
        System.out.printf(
                Locale.ROOT,
                "%s H=%d B=%d T=%d V=%d: %.1f ms an iteration; loss %.3f; peak memory %d MB%n",
                cell,
                hidden,
                batch,
                time,
                vocabulary,
                ms[runs / 2],
                loss,
                peakMegabytes());
    }

    private static OptimizerConfig adam() {
        return ConfigLoader.load(Path.of("configs/quickstart.yaml"), List.of())
                .config()
                .training()
                .optimizer();
    }

    private static INDArray ids(long seed, int vocabulary, int batch, int time) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] ids = new int[batch][time];
        for (int[] row : ids) {
            for (int t = 0; t < time; t++) {
                row[t] = random.nextInt(vocabulary);
            }
        }
        return Nd4j.createFromArray(ids);
    }

    /** Peak resident memory of this process; 0 where the system does not tell. */
    static long peakMegabytes() throws java.io.IOException {
        Path status = Path.of("/proc/self/status");
        List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
        return lines.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
