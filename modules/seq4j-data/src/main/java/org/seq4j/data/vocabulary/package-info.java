/**
 * Tokens to integer ids and back: counting, cutting, saving as text. Depends on {@code text} only; no DL4J.
 *
 * <p>Shape letters: V vocabulary (number of ids), T time.
 */
@NullMarked
package org.seq4j.data.vocabulary;

import org.jspecify.annotations.NullMarked;
