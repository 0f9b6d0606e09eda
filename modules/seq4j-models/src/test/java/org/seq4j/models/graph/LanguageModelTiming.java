package org.seq4j.models.graph;

import java.util.Arrays;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.kernel.CellType;

/**
 * Times one training iteration of a character language model; {@code src/test/peers/torch_language_model.py train} is its peer. Arguments: CELL HIDDEN BATCH TIME
 * [RUNS] [VOCABULARY].
 */
public final class LanguageModelTiming {
    private LanguageModelTiming() {}

    public static void main(String[] args) {
        CellType cell = CellType.valueOf(args[0]);
        int hidden = Integer.parseInt(args[1]);
        int batch = Integer.parseInt(args[2]);
        int time = Integer.parseInt(args[3]);
        int runs = args.length > 4 ? Integer.parseInt(args[4]) : 20;
        int vocabulary = args.length > 5 ? Integer.parseInt(args[5]) : 65;
        ComputationGraph graph = new ComputationGraph(LanguageModel.builder(vocabulary)
                .cell(cell)
                .embeddingSize(hidden)
                .hiddenSize(hidden)
                .build());
        graph.init();
        graph.initGradientsView();
        INDArray x = GradientChecks.ids(1, vocabulary, batch, time);
        INDArray y = GradientChecks.ids(2, vocabulary, batch, time);
        AdamUpdater adam = (AdamUpdater)
                new Adam(1e-3).instantiate(Nd4j.create(1, 2 * graph.params().length()), true);
        double[] ms = new double[runs];
        double[] gradient = new double[runs];
        for (int i = -5; i < runs; i++) {
            long start = System.nanoTime();
            graph.setInputs(x);
            graph.setLabels(y);
            graph.computeGradientAndScore();
            long middle = System.nanoTime();
            INDArray g = graph.getGradientsViewArray();
            double norm = g.norm2Number().doubleValue();
            if (norm > 1) {
                g.muli(1 / norm);
            }
            adam.applyUpdater(g.reshape(1, g.length()), Math.max(i, 0), 0);
            graph.params().subi(g.reshape(g.length()));
            if (i >= 0) {
                ms[i] = (System.nanoTime() - start) / 1e6;
                gradient[i] = (middle - start) / 1e6;
            }
        }
        Arrays.sort(ms);
        Arrays.sort(gradient);
        System.out.printf(
                Locale.ROOT,
                "%s H=%d B=%d T=%d V=%d: %.1f ms an iteration, of which %.1f forward and backward; loss %.3f%n",
                cell,
                hidden,
                batch,
                time,
                vocabulary,
                ms[runs / 2],
                gradient[runs / 2],
                graph.score());
    }
}
