/** Tests of the training loop, on experiments of a few dozen updates. */
@NullMarked
package org.seq4j.experiments.training;

import org.jspecify.annotations.NullMarked;
