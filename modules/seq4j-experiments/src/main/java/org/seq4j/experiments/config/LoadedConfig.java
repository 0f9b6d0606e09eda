package org.seq4j.experiments.config;

/**
 * An experiment file that was read and checked.
 *
 * @param config the values
 * @param inputYaml the text of the file as its author wrote it
 * @param resolvedYaml every key with its value: inheritance, overrides, interpolations and defaults applied; loads to an
 *     equal {@code config}
 */
public record LoadedConfig(ExperimentConfig config, String inputYaml, String resolvedYaml) {}
