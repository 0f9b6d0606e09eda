/**
 * Tables of samples for the terminal: source, reference and output side by side, aligned by display width. Pure
 * functions of strings.
 */
@NullMarked
package org.seq4j.experiments.evaluation.sample;

import org.jspecify.annotations.NullMarked;
