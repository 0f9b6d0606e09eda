/**
 * Labelled token sequences: sentences with a tag for each token, labels for the whole, or both. Readers of the usual
 * file layouts, the label alphabets, and sentences as ids of words, characters, tags and labels. Batches of them are
 * {@link org.seq4j.data.batch.SentenceBatches}; DataVec's view is {@code org.seq4j.data.reader}. Depends on texts,
 * tokenisers and vocabularies; arrays of ND4J are not known here.
 *
 * <p>Shape letters: T tokens of a sentence, C characters of a word, L labels, D size of a word vector, V vocabulary.
 */
@NullMarked
package org.seq4j.data.label;

import org.jspecify.annotations.NullMarked;
