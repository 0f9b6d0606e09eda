package org.seq4j.experiments.training;

import java.util.Iterator;
import java.util.Locale;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.data.batch.Batch;
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
        UpdateStep step = Timings.updates(graph);
        MultiDataSet data = new MultiDataSet(
                new INDArray[] {ids(1, vocabulary, batch, time)}, new INDArray[] {ids(2, vocabulary, batch, time)});
        Iterator<Batch> batches = Timings.again(data, (long) batch * time);
        double[] loss = new double[1];
        double[] ms = Timings.milliseconds(
                WARM_UP,
                runs,
                run -> () -> loss[0] = step.run(batches, run, 1e-3).loss());
        System.out.printf(
                Locale.ROOT,
                "%s H=%d B=%d T=%d V=%d: %.1f ms an iteration; loss %.3f; peak memory %d MB%n",
                cell,
                hidden,
                batch,
                time,
                vocabulary,
                ms[runs / 2],
                loss[0],
                Timings.peakMegabytes());
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
}
