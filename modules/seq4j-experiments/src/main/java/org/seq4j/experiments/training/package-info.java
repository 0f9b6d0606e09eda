/**
 * The training loop and what it is made of: tasks (data and model from an experiment file), the trainer, early
 * stopping, starting and resuming a run.
 *
 * <p>The loop does, for each update: batches, gradient, token-weighted accumulation, clipping, learning rate,
 * optimiser. Everything random in it is a function of the seed and the number of
 * the update, and everything else that it remembers is in {@link org.seq4j.experiments.training.TrainerState}, so a
 * resumed run equals one that never stopped.
 *
 * <p>May use every other package of this module but the command line. Shape letters: B batch, T time, N number of
 * parameters.
 */
@NullMarked
package org.seq4j.experiments.training;

import org.jspecify.annotations.NullMarked;
