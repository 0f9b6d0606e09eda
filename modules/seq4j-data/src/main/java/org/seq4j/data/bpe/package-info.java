/**
 * Subword units by byte pair encoding (Sennrich, Haddow and Birch 2016, "Neural machine translation of rare words with
 * subword units"): learning the merges from text, and cutting text with them. Depends on tokens and vocabularies only.
 */
@NullMarked
package org.seq4j.data.bpe;

import org.jspecify.annotations.NullMarked;
