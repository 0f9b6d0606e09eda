package org.seq4j.backend;

import org.jspecify.annotations.Nullable;

/**
 * How much memory a process may use; null where the process's own settings hold.
 *
 * @param heap greatest size of Java's heap
 * @param offHeap greatest total of the arrays outside the heap (JavaCPP's {@code maxbytes})
 * @param process greatest physical memory of the process (JavaCPP's {@code maxphysicalbytes})
 * @param deviceCache memory of the GPU that ND4J keeps for arrays to come
 */
public record MemoryLimits(
        @Nullable MemorySize heap,
        @Nullable MemorySize offHeap,
        @Nullable MemorySize process,
        @Nullable MemorySize deviceCache) {

    /** The process's own settings hold. */
    public static final MemoryLimits NONE = new MemoryLimits(null, null, null, null);
}
