/**
 * From a sequence to one vector: pooling over time and attention without a query.
 *
 * <p>May depend on {@code kernel} and {@code node}. Shape letters: {@code B} batch, {@code T} time, {@code F} features, {@code A} attention size.
 */
@NullMarked
package org.seq4j.models.readout;

import org.jspecify.annotations.NullMarked;
