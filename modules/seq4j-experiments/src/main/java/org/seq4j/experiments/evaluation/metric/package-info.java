/**
 * Metrics on detokenised text: BLEU, chrF, error rates and exact matches. Pure functions of strings; knows nothing of
 * models, files and configuration.
 *
 * <p>One example is one output with at least one reference; all metrics of a corpus take the outputs and, in the same
 * order, the lists of references. "Character" means a Unicode code point throughout. BLEU, chrF and the rates are
 * percentages, as published; {@link org.seq4j.experiments.evaluation.metric.SequenceMatch} also gives a fraction.
 */
@NullMarked
package org.seq4j.experiments.evaluation.metric;

import org.jspecify.annotations.NullMarked;
