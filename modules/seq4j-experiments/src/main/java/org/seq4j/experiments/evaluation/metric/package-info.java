/**
 * Metrics: of detokenised text BLEU, chrF, error rates and exact matches; of classes and tags accuracy, F1 and confusions;
 * of chunks F1; of numbers mean errors; of piano rolls the likelihood. Pure functions of strings and numbers; knows
 * nothing of models, files and configuration.
 *
 * <p>Of texts, one example is one output with at least one reference; metrics of a corpus take the outputs and, in the same
 * order, the lists of references. "Character" means a Unicode code point throughout. BLEU, chrF and the rates are
 * percentages, as published; {@link org.seq4j.experiments.evaluation.metric.SequenceMatch} also gives a fraction.
 */
@NullMarked
package org.seq4j.experiments.evaluation.metric;

import org.jspecify.annotations.NullMarked;
