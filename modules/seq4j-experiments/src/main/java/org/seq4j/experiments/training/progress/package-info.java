/**
 * What a training shows while it runs, on standard error: a bar on a terminal, plain lines elsewhere. Depends on the
 * training's monitor interface only.
 */
@NullMarked
package org.seq4j.experiments.training.progress;

import org.jspecify.annotations.NullMarked;
