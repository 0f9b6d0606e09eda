/**
 * Examples for pointer networks: n elements, each a vector of F numbers, and a target that lists positions among them.
 * Positions count from 1; 0 is the end of the output. Readers of files, generators of geometric problems with exact
 * labels, and where examples come from. Batches of them are {@link org.seq4j.data.batch.PointingBatches}. Depends on
 * the readers of texts and pairs; arrays of ND4J are not known here.
 *
 * <p>Shape letters: n elements of an example, F features of an element.
 */
@NullMarked
package org.seq4j.data.pointing;

import org.jspecify.annotations.NullMarked;
