package org.seq4j.experiments.evaluation.sample;

/**
 * One line of a {@link SampleTable}.
 *
 * @param source what the model was given
 * @param reference what was expected
 * @param output what the model answered
 * @param right whether the answer counts as right
 */
public record Sample(String source, String reference, String output, boolean right) {}
