/** Tests. */
@NullMarked
package org.seq4j.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
