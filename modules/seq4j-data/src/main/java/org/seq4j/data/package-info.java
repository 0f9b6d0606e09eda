/**
 * Everything between a file and a batch: tokens, vocabularies, readers, batches, and a catalogue of public data sets.
 * This root package holds only {@link org.seq4j.data.DataException}. The module knows nothing of models, backends or
 * experiments, and uses DataVec and ND4J only where they meet its border (readers, batches).
 *
 * <p>Shape letters: B batch, T time, V vocabulary. Token ids are INT32 {@code [B, T]}, masks FLOAT {@code [B, T]},
 * 1 = real.
 */
@NullMarked
package org.seq4j.data;

import org.jspecify.annotations.NullMarked;
