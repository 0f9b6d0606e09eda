package org.seq4j.benchmarks.cases;

import java.util.Iterator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.seq4j.data.batch.Batch;
import org.seq4j.experiments.config.OptimizerConfig;
import org.seq4j.experiments.training.UpdateStep;
import org.seq4j.experiments.training.optimizer.GradientClipping;
import org.seq4j.experiments.training.optimizer.Optimizers;

/** Training iterations as the trainer makes them, on the same batch again and again: forward, backward, clipping by global norm, Adam. */
final class Updates {
    private static final double LEARNING_RATE = 1e-3;
    private static final OptimizerConfig ADAM =
            new OptimizerConfig(OptimizerConfig.Type.ADAM, LEARNING_RATE, 0.9, 0.999, 0.95, 0, false, 1e-8, 0.01);

    private Updates() {}

    /**
     * Updates of a graph.
     *
     * @param tokens the target tokens of the batch
     */
    static Iteration of(ComputationGraph graph, MultiDataSet data, long tokens) {
        UpdateStep step = new UpdateStep(
                (batch, number) -> batch, graph, Optimizers.of(ADAM, graph), new GradientClipping(1.0, null), 1);
        int sequences = (int) data.getFeatures(0).size(0);
        Iterator<Batch> batches =
                Stream.generate(() -> new Batch(data, tokens, sequences, false)).iterator();
        long[] update = new long[1];
        return () -> {
            step.run(batches, ++update[0], LEARNING_RATE); // fails where the loss is not finite
            return 1;
        };
    }
}
