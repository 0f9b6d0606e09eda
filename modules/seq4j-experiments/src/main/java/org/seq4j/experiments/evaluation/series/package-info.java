/**
 * Models on series of numbers at work: predictions in the data's own units, step by step too, and their scores.
 *
 * <p>Shape letters: {@code B} series, {@code T} time, {@code F} features, {@code K} outputs, {@code L} labels. May depend on the configuration, the data and the models.
 */
@NullMarked
package org.seq4j.experiments.evaluation.series;

import org.jspecify.annotations.NullMarked;
