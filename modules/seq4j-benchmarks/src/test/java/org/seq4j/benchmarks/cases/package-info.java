/** Tests. */
@NullMarked
package org.seq4j.benchmarks.cases;

import org.jspecify.annotations.NullMarked;
