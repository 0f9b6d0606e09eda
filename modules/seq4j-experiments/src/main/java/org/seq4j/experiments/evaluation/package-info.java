/**
 * What a trained model is asked: metrics over a data set, and text.
 *
 * <p>May use the configuration records, seq4j-data and seq4j-models; knows nothing of training and run folders. Shape
 * letters: B batch, T time, V vocabulary.
 */
@NullMarked
package org.seq4j.experiments.evaluation;

import org.jspecify.annotations.NullMarked;
