package org.seq4j.experiments.config;

import org.jspecify.annotations.Nullable;

/**
 * What is reported during training.
 *
 * @param every how often a line of training figures is written
 * @param gradientFlow how often it is measured how far the gradient reaches back
 * @param samples outputs shown at each validation
 * @param attentionPlots pictures of attention at each validation
 * @param pictures pictures of outputs at each validation
 * @param tensorboard whether event files are written
 */
public record LoggingConfig(
        @Key(description = "How often the training figures are written to metrics.jsonl.", defaultValue = "50u")
        Duration every,

        @Key(
                description =
                        "How often the norm of dL/dh, by distance from the last step, is measured in each recurrent layer for one batch and written to metrics.jsonl and the report; absent: never.")
        @Nullable
        Duration gradientFlow,

        @Key(
                description =
                        "Outputs that are shown at each validation: sampled texts of a language model; otherwise the first development examples, with source and reference.",
                defaultValue = "0",
                min = 0,
                max = 1000)
        int samples,

        @Key(
                description =
                        "Development examples of which a picture of the attention is written into the run folder at each validation.",
                defaultValue = "0",
                min = 0,
                max = 1000,
                onlyIf = "/model.type=seq2seq")
        int attentionPlots,

        @Key(
                description =
                        "Development examples of which a picture, points with output and reference, is written into the run folder at each validation, as SVG and PNG; needs elements of two numbers.",
                defaultValue = "0",
                min = 0,
                max = 1000,
                onlyIf = "/model.type=pointer_network")
        int pictures,

        @Key(
                description =
                        "Whether the figures of metrics.jsonl and the pictures are also written to tensorboard/ in the run folder, as event files for TensorBoard.",
                defaultValue = "false")
        boolean tensorboard) {}
