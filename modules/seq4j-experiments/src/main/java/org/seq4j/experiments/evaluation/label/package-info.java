/**
 * Scores and outputs of classifiers and taggers: labels of whole sequences and of their steps.
 *
 * <p>Shape letters: B batch, T steps, L labels or tags, I labels of whole sequences beside tags.
 */
@NullMarked
package org.seq4j.experiments.evaluation.label;

import org.jspecify.annotations.NullMarked;
