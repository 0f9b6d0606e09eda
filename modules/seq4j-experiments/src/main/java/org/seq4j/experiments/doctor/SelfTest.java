package org.seq4j.experiments.doctor;

import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.KernelChoice;

/**
 * Trains a tiny language model for 20 updates and compares the losses with stored ones. Tokens and initial weights are
 * made by arithmetic, so that every backend must come to the same losses.
 */
final class SelfTest {
    static final int UPDATES = 20;
    /** How far a loss may lie from the stored one. */
    static final double TOLERANCE = 1e-4;

    private static final int VOCABULARY = 11;
    private static final int BATCH = 4;
    private static final int TIME = 12;

    /** Nats a token before each update, computed in double precision by the portable kernel. */
    private static final double[] LOSSES = {
        2.4360258, 2.4242447, 2.4131958, 2.4027177, 2.3927159,
        2.3831308, 2.3739139, 2.3649244, 2.3557916, 2.3457919,
        2.3340121, 2.3198845, 2.3034423, 2.2849606, 2.2645935,
        2.2424184, 2.2186273, 2.1935222, 2.1671293, 2.1395093
    };

    private SelfTest() {}

    /**
     * What came out.
     *
     * @param updates how many
     * @param firstLoss before the first update
     * @param lastLoss before the last
     * @param worst greatest distance of a loss from the stored one
     * @param seconds that it took, without the start of ND4J
     */
    record Result(int updates, double firstLoss, double lastLoss, double worst, double seconds) {
        boolean passed() {
            return worst <= TOLERANCE;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s: %d updates in %.2f s, loss %.4f to %.4f, off by at most %.1e (allowed %.0e)",
                    passed() ? "passed" : "FAILED",
                    updates,
                    seconds,
                    firstLoss,
                    lastLoss,
                    worst,
                    TOLERANCE);
        }
    }

    /** Trains in float with the kernel that this machine would take. */
    static Result run() {
        long start = System.nanoTime();
        double[] losses = losses(DataType.FLOAT, KernelChoice.AUTO);
        double seconds = (System.nanoTime() - start) * 1e-9;
        return new Result(UPDATES, losses[0], losses[UPDATES - 1], worst(losses), seconds);
    }

    /** Greatest distance from the stored losses; infinite where a loss is no number. */
    static double worst(double[] losses) {
        double worst = 0;
        for (int i = 0; i < UPDATES; i++) {
            double distance = Math.abs(losses[i] - LOSSES[i]);
            worst = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : Math.max(worst, distance);
        }
        return worst;
    }

    /** The loss before each of the updates, in nats a token. */
    static double[] losses(DataType type, KernelChoice kernel) {
        ComputationGraph graph = new ComputationGraph(LanguageModel.builder(VOCABULARY)
                .cell(CellType.LSTM)
                .embeddingSize(8)
                .hiddenSize(16)
                .kernel(kernel)
                .dataType(type)
                .updater(new Adam(0.01))
                .build());
        graph.init();
        double[] weights = new double[(int) graph.params().length()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.3 * Math.sin(1.7 * i + 0.3);
        }
        graph.setParams(Nd4j.createFromArray(weights)
                .castTo(type)
                .reshape(graph.params().shape()));

        int[][] tokens = new int[BATCH][TIME];
        int[][] next = new int[BATCH][TIME];
        for (int b = 0; b < BATCH; b++) {
            for (int t = 0; t < TIME; t++) {
                tokens[b][t] = token(b, t);
                next[b][t] = token(b, t + 1);
            }
        }
        INDArray mask = Nd4j.ones(type, BATCH, TIME);
        double[] losses = new double[UPDATES];
        for (int update = 0; update < UPDATES; update++) {
            graph.fit(new MultiDataSet(
                    new INDArray[] {Nd4j.createFromArray(tokens)},
                    new INDArray[] {Nd4j.createFromArray(next)},
                    new INDArray[] {mask},
                    new INDArray[] {mask}));
            losses[update] = graph.score();
        }
        return losses;
    }

    /** Text with a rule that a model can learn: each example counts on by a step of its own. */
    private static int token(int example, int time) {
        return (3 * example + (example + 1) * time) % VOCABULARY;
    }
}
