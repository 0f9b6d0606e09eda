/** Tests. */
@NullMarked
package org.seq4j.benchmarks.page;

import org.jspecify.annotations.NullMarked;
