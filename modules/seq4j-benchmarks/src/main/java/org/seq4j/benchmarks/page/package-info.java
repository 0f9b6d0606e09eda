/**
 * What is shown of a comparison: the table on the terminal and the page of the documents.
 *
 * <p>May depend on {@code cases}, {@code worker} and {@code result}.
 */
@NullMarked
package org.seq4j.benchmarks.page;

import org.jspecify.annotations.NullMarked;
