/**
 * Attention weights for people: heat maps as PNG pictures, and numbers for JSON. Draws with the JDK's own java.awt,
 * without a display; knows nothing of models. Shape letters: S source tokens, T output tokens.
 */
@NullMarked
package org.seq4j.experiments.evaluation.heatmap;

import org.jspecify.annotations.NullMarked;
