package org.seq4j.experiments.evaluation;

import org.seq4j.models.search.Sampler;

/**
 * Drawing outputs rather than searching for the best ones.
 *
 * @param sampler how a token is drawn
 * @param seed what the draws are made of; each source has draws of its own
 */
public record Sampling(Sampler sampler, long seed) {}
