package org.seq4j.experiments.config;

import org.jspecify.annotations.Nullable;
import org.seq4j.backend.MemoryLimits;
import org.seq4j.backend.MemorySize;

/**
 * How much memory may be used; null where the launcher's settings hold.
 *
 * @param heap greatest size of Java's heap
 * @param maxbytes greatest total of the arrays outside the heap
 * @param maxphysicalbytes greatest physical memory of the process
 * @param deviceCache memory of the GPU that is kept for arrays to come
 */
public record MemoryConfig(
        @Key(
                description =
                        "Greatest size of Java's heap, settled when the process starts: with another one it ends with the command to run. Absent: -Xmx, else a quarter of the memory.")
        @Nullable
        MemorySize heap,

        @Key(
                description =
                        "Greatest total of the arrays outside the heap. Absent: 1.5 times the heap, by the launcher.")
        @Nullable
        MemorySize maxbytes,

        @Key(
                description =
                        "Greatest physical memory of the whole process, above which no array is made. Absent: 3 times the heap, by the launcher.")
        @Nullable
        MemorySize maxphysicalbytes,

        @Key(
                description =
                        "Memory of the GPU that ND4J keeps for arrays to come, settled when the process starts. Absent: ND4J's own choice, 512m.",
                onlyIf = "/backend.engine=cuda")
        @Nullable
        MemorySize deviceCache) {

    MemoryLimits limits() {
        return new MemoryLimits(heap(), maxbytes(), maxphysicalbytes(), deviceCache());
    }
}
