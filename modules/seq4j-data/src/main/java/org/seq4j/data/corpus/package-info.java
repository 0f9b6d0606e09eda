/**
 * Whole text files as token ids, read a line at a time: counting for a vocabulary, encoding, splits by position, and
 * reports of everything that was left out. Depends on {@code text}, {@code token} and {@code vocabulary} only; no DL4J.
 *
 * <p>Shape letters: N tokens of a text, T tokens of a line.
 */
@NullMarked
package org.seq4j.data.corpus;

import org.jspecify.annotations.NullMarked;
