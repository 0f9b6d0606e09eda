package org.seq4j.experiments.config;

import org.jspecify.annotations.Nullable;

/**
 * How the model is trained.
 *
 * @param optimizer rule of the update
 * @param scheduler learning rate over time
 * @param clipGradNorm bound of the gradient's global norm
 * @param clipGradValue bound of each component of the gradient
 * @param gradAccumulation batches of one update
 * @param labelSmoothing probability taken from the target
 * @param scheduledSampling how often the decoder reads its own tokens
 * @param maxDuration when training ends
 * @param validateEvery how often the development set is scored
 * @param earlyStopping when training ends before that
 * @param checkpoints which states are kept
 */
public record TrainingConfig(
        @Key(description = "Rule of the update.") OptimizerConfig optimizer,
        @Key(description = "Learning rate over time.") SchedulerConfig scheduler,

        @Key(
                description =
                        "The gradient of all parameters together is scaled down to this Euclidean norm where it is larger; absent: never.",
                min = 0,
                aboveMin = true)
        @Nullable
        Double clipGradNorm,

        @Key(
                description =
                        "Each component of the gradient is cut to [-value, value]; absent: never. Excludes clip_grad_norm.",
                min = 0,
                aboveMin = true)
        @Nullable
        Double clipGradValue,

        @Key(
                description = "Batches whose gradients are averaged, by number of target tokens, into one update.",
                defaultValue = "1",
                min = 1,
                max = 100000)
        int gradAccumulation,

        @Key(
                description =
                        "Probability that is taken from the target token and spread over the vocabulary, in training only.",
                defaultValue = "0.0",
                min = 0,
                max = 1,
                belowMax = true)
        double labelSmoothing,

        @Key(
                description =
                        "How often the decoder reads its own token instead of the reference's while it is trained.",
                shorthand = "type",
                onlyIf = "/model.type=seq2seq")
        ScheduledSamplingConfig scheduledSampling,

        @Key(description = "When training ends: 40e epochs, 100Ku updates (K = 1000), 2h, 30m or 90s of training time.")
        Duration maxDuration,

        @Key(description = "How often the development set is scored and the state is saved.", defaultValue = "1e")
        Duration validateEvery,

        @Key(description = "Ends training when a metric stops improving; absent: never.") @Nullable
        EarlyStoppingConfig earlyStopping,

        @Key(description = "Which states are kept.") CheckpointsConfig checkpoints) {}
