package org.seq4j.experiments.config;

/**
 * Rule of the update.
 *
 * @param type which rule
 * @param learningRate peak of the learning rate
 * @param beta1 decay of the mean gradient
 * @param beta2 decay of the mean squared gradient
 * @param rho decay of the mean squared gradient of RMSProp
 * @param momentum momentum of SGD
 * @param nesterov whether the momentum looks ahead
 * @param epsilon added to the denominator
 * @param weightDecay decoupled weight decay of AdamW
 */
public record OptimizerConfig(
        @Key(
                description =
                        "adam (Kingma and Ba 2015), adamw (Loshchilov and Hutter 2019), sgd, rmsprop (Hinton 2012), adagrad (Duchi et al. 2011).",
                defaultValue = "adam")
        Type type,

        @Key(description = "Learning rate; the scheduler scales it.", defaultValue = "1.0e-3", min = 0, aboveMin = true)
        double learningRate,

        @Key(
                description = "Decay of the running mean of the gradient.",
                defaultValue = "0.9",
                min = 0,
                max = 1,
                belowMax = true,
                onlyIf = "type=adam|adamw")
        double beta1,

        @Key(
                description = "Decay of the running mean of the squared gradient.",
                defaultValue = "0.999",
                min = 0,
                max = 1,
                belowMax = true,
                onlyIf = "type=adam|adamw")
        double beta2,

        @Key(
                description = "Decay of the running mean of the squared gradient.",
                defaultValue = "0.95",
                min = 0,
                max = 1,
                belowMax = true,
                onlyIf = "type=rmsprop")
        double rho,

        @Key(
                description = "Momentum: v = momentum * v + g.",
                defaultValue = "0.0",
                min = 0,
                max = 1,
                belowMax = true,
                onlyIf = "type=sgd")
        double momentum,

        @Key(
                description = "Whether the update uses g + momentum * v (Nesterov) instead of v.",
                defaultValue = "false",
                onlyIf = "type=sgd")
        boolean nesterov,

        @Key(
                description = "Added to the denominator.",
                defaultValue = "1.0e-8",
                min = 0,
                aboveMin = true,
                onlyIf = "type=adam|adamw|rmsprop|adagrad")
        double epsilon,

        @Key(
                description =
                        "Decoupled weight decay: each update also subtracts learning rate * weight_decay * weight; biases are not decayed.",
                defaultValue = "0.01",
                min = 0,
                onlyIf = "type=adamw")
        double weightDecay) {

    /** A rule of the update. */
    public enum Type {
        /** Adam. */
        ADAM,
        /** Adam with decoupled weight decay. */
        ADAMW,
        /** Stochastic gradient descent, with momentum if wanted. */
        SGD,
        /** RMSProp. */
        RMSPROP,
        /** AdaGrad. */
        ADAGRAD
    }
}
