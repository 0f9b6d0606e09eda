/**
 * Outputs of pointer networks: predicted by a search, scored against the references of a task, shown in tables and
 * pictures. Positions count from 1. Shape letters: S elements of a source, T positions of an output.
 */
@NullMarked
package org.seq4j.experiments.evaluation.pointing;

import org.jspecify.annotations.NullMarked;
