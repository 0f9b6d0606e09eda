/**
 * Optimisers over one flat parameter vector, weight decay and gradient clipping.
 *
 * <p>Every rule is written as in PyTorch's {@code torch.optim}, so that published recipes carry over. The package knows
 * ND4J arrays and nothing of graphs, runs or files
 * ({@link org.seq4j.experiments.training.optimizer.DecayedParameters} alone looks at a graph, to find the weight
 * matrices). Shape letter: N number of parameters.
 */
@NullMarked
package org.seq4j.experiments.training.optimizer;

import org.jspecify.annotations.NullMarked;
