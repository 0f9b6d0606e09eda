/**
 * Linear-chain conditional random fields (Lafferty, McCallum, Pereira 2001) on the host: partition function, marginals, gradients, the best path, and which labels may
 * follow each other. Knows nothing of Deeplearning4j; the output layer is {@code org.seq4j.models.output.CrfOutput}.
 */
@NullMarked
package org.seq4j.models.crf;

import org.jspecify.annotations.NullMarked;
