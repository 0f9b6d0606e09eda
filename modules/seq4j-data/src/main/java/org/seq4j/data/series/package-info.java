/**
 * Numeric series: T steps of F channels, with labels or target numbers. Readers of the usual file layouts, what to do
 * about missing values, normalisation fitted on training data, and windows for forecasting. Batches of them are
 * {@link org.seq4j.data.batch.SeriesBatches}; DataVec's view is {@code org.seq4j.data.reader}. Depends on texts; arrays of
 * ND4J are not known here.
 *
 * <p>Shape letters: T steps, F features (channels), K target numbers. Arrays are time-major: feature f of step t at
 * {@code t * F + f}.
 */
@NullMarked
package org.seq4j.data.series;

import org.jspecify.annotations.NullMarked;
