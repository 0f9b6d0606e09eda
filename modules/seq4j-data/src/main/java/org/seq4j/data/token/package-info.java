/**
 * Tokenisers: a line of text to tokens and back. Plain Java, no DL4J.
 *
 * <p>Shape letters: T time (tokens of a line).
 */
@NullMarked
package org.seq4j.data.token;

import org.jspecify.annotations.NullMarked;
