package org.seq4j.experiments.training.optimizer;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.seq4j.experiments.config.OptimizerConfig;

/** Makes optimisers from their configuration. */
public final class Optimizers {
    private Optimizers() {}

    /**
     * A new optimiser for a graph, with nothing remembered yet.
     *
     * @param config which and how
     * @param graph the initialised graph
     */
    public static Optimizer of(OptimizerConfig config, ComputationGraph graph) {
        DataType type = graph.params().dataType();
        long n = graph.params().length();
        return switch (config.type()) {
            case ADAM -> adam(config, type, n, WeightDecay.NONE);
            case ADAMW -> adam(config, type, n, new WeightDecay(config.weightDecay(), DecayedParameters.of(graph)));
            case SGD -> new SgdOptimizer(type, n, config.momentum(), config.nesterov());
            case RMSPROP -> new RmsPropOptimizer(type, n, config.rho(), config.epsilon());
            case ADAGRAD -> new AdaGradOptimizer(type, n, config.epsilon());
        };
    }

    private static Optimizer adam(OptimizerConfig config, DataType type, long n, WeightDecay decay) {
        return new AdamOptimizer(type, n, config.beta1(), config.beta2(), config.epsilon(), decay);
    }
}
