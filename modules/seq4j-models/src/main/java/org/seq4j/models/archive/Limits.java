package org.seq4j.models.archive;

/**
 * What a reader is willing to accept. Entries of a model file are never compressed, so whatever is allocated while reading is
 * bounded by the size of the file itself; these limits bound the file.
 *
 * @param maxTotalBytes size of the whole file
 * @param maxEntries number of entries in the container
 * @param maxTextBytes configuration, manifest, metadata and texts together
 * @param maxTensorElements elements of one tensor
 * @param maxJsonDepth nesting of objects and arrays in any JSON
 */
public record Limits(long maxTotalBytes, int maxEntries, long maxTextBytes, long maxTensorElements, int maxJsonDepth) {
    /** 16 GiB, 10,000 entries, 64 MiB of text, 2^31 elements a tensor, JSON 64 deep. */
    public static final Limits DEFAULT = new Limits(16L << 30, 10_000, 64L << 20, 1L << 31, 64);

    public Limits {
        if (maxTotalBytes < 1 || maxEntries < 1 || maxTextBytes < 1 || maxTensorElements < 1 || maxJsonDepth < 1) {
            throw new IllegalArgumentException("Every limit must be at least 1.");
        }
        if (maxTextBytes > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("maxTextBytes must be below 2 GiB, found " + maxTextBytes + '.');
        }
    }
}
