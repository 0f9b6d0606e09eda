/**
 * Token ids to batches: contiguous streams for language models that carry their state, and padded lines in buckets;
 * prefetch. Depends on ND4J arrays and nothing of models.
 *
 * <p>Shape letters: B batch (streams or lines), T time. Features and labels are INT32 {@code [B, T]}, feature and
 * label masks FLOAT {@code [B, T]}, 1 = real, always present; padded entries hold id 0 and mask 0. Labels are the
 * features shifted by one token. No array belongs to a workspace.
 */
@NullMarked
package org.seq4j.data.batch;

import org.jspecify.annotations.NullMarked;
