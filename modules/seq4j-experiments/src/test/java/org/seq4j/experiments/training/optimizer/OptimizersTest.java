package org.seq4j.experiments.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Each optimiser against a naive loop in double precision that follows the documentation of torch.optim. */
class OptimizersTest {
    private static final int N = 5100; // longer than a stretch and no multiple of one
    private static final int UPDATES = 25;

    private enum Rule {
        ADAM,
        ADAMW,
        SGD,
        MOMENTUM,
        NESTEROV,
        RMSPROP,
        ADAGRAD
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void followsTheReferenceInDouble(Rule rule) {
        assertThat(largestDifference(rule, DataType.DOUBLE)).isLessThan(1e-13);
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void followsTheReferenceInFloat(Rule rule) {
        assertThat(largestDifference(rule, DataType.FLOAT)).isLessThan(3e-5);
    }

    private static double largestDifference(Rule rule, DataType type) {
        Random random = new Random(3);
        double[] reference = gaussian(random);
        INDArray parameters = Nd4j.createFromArray(reference).castTo(type);
        Optimizer optimizer = optimizer(rule, type);
        double[] m = new double[N];
        double[] v = new double[N];
        for (int t = 1; t <= UPDATES; t++) {
            double[] gradient = gaussian(random);
            double rate = t == 7 ? 0 : 0.02 / t; // the learning rate is new every time, and may be 0
            optimizer.apply(parameters, Nd4j.createFromArray(gradient).castTo(type), rate, t);
            for (int i = 0; i < N; i++) {
                reference[i] = expected(rule, reference[i], gradient[i], m, v, i, rate, t);
            }
        }
        double[] found = parameters.toDoubleVector();
        double largest = 0;
        for (int i = 0; i < N; i++) {
            largest = Math.max(largest, Math.abs(found[i] - reference[i]));
        }
        return largest;
    }

    private static Optimizer optimizer(Rule rule, DataType type) {
        return switch (rule) {
            case ADAM -> new AdamOptimizer(type, N, 0.9, 0.99, 1e-3, WeightDecay.NONE);
            case ADAMW ->
                new AdamOptimizer(
                        type, N, 0.9, 0.99, 1e-3, new WeightDecay(0.3, List.of(new WeightDecay.Range(100, 900))));
            case SGD -> new SgdOptimizer(type, N, 0, false);
            case MOMENTUM -> new SgdOptimizer(type, N, 0.9, false);
            case NESTEROV -> new SgdOptimizer(type, N, 0.9, true);
            case RMSPROP -> new RmsPropOptimizer(type, N, 0.95, 1e-3);
            case ADAGRAD -> new AdaGradOptimizer(type, N, 1e-3);
        };
    }

    private static double expected(Rule rule, double p, double g, double[] m, double[] v, int i, double lr, int t) {
        switch (rule) {
            case ADAM, ADAMW -> {
                double start = rule == Rule.ADAMW && i >= 100 && i < 900 ? p - lr * 0.3 * p : p;
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.99 * v[i] + 0.01 * g * g;
                double mHat = m[i] / (1 - Math.pow(0.9, t));
                double vHat = v[i] / (1 - Math.pow(0.99, t));
                return start - lr * mHat / (Math.sqrt(vHat) + 1e-3);
            }
            case SGD -> {
                return p - lr * g;
            }
            case MOMENTUM, NESTEROV -> {
                m[i] = 0.9 * m[i] + g;
                return p - lr * (rule == Rule.NESTEROV ? g + 0.9 * m[i] : m[i]);
            }
            case RMSPROP -> {
                v[i] = 0.95 * v[i] + 0.05 * g * g;
                return p - lr * g / (Math.sqrt(v[i]) + 1e-3);
            }
            case ADAGRAD -> {
                v[i] += g * g;
                return p - lr * g / (Math.sqrt(v[i]) + 1e-3);
            }
        }
        throw new IllegalStateException(rule.name());
    }

    @Test
    void takesPyTorchsEpsilonAndNotKingmasEpsilonHat() {
        // One parameter, gradient 1, first update: 1 / (1 + eps) here, 1 / (1 + eps / sqrt(1 - b2)) with epsilon hat.
        INDArray parameter = Nd4j.zeros(DataType.DOUBLE, 1);
        new AdamOptimizer(DataType.DOUBLE, 1, 0.9, 0.999, 0.5, WeightDecay.NONE)
                .apply(parameter, Nd4j.ones(DataType.DOUBLE, 1), 1, 1);
        assertThat(parameter.getDouble(0)).isEqualTo(-1 / 1.5, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void goesOnFromASavedState(Rule rule) {
        Random random = new Random(4);
        INDArray parameters = Nd4j.createFromArray(gaussian(random)).castTo(DataType.FLOAT);
        Optimizer first = optimizer(rule, DataType.FLOAT);
        INDArray gradient = Nd4j.createFromArray(gaussian(random)).castTo(DataType.FLOAT);
        first.apply(parameters, gradient.dup(), 0.1, 1);
        Optimizer second = optimizer(rule, DataType.FLOAT);
        if (first.state().length() > 0) {
            second.state().assign(first.state());
        }
        INDArray copy = parameters.dup();
        first.apply(parameters, gradient.dup(), 0.1, 2);
        second.apply(copy, gradient.dup(), 0.1, 2);
        assertThat(copy.toFloatVector()).isEqualTo(parameters.toFloatVector());
    }

    private static double[] gaussian(Random random) {
        return random.doubles(N).map(u -> 4 * u - 2).toArray();
    }
}
