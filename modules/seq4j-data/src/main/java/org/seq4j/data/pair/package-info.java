/**
 * Pairs of texts for sequence-to-sequence models: readers of TSV, CSV, JSONL and parallel files, their tokens and ids,
 * and corpora of encoded pairs in memory or on disk. Batches of them are {@link org.seq4j.data.batch.PairBatches}.
 * Depends on texts, tokens, vocabularies and what the corpora of single lines share with pairs.
 *
 * <p>Shape letters: S source tokens, T target tokens, V size of the target vocabulary.
 */
@NullMarked
package org.seq4j.data.pair;

import org.jspecify.annotations.NullMarked;
