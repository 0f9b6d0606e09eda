package org.seq4j.backend.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    private static final long GIB = 1L << 30;

    @Test
    void saysWhenTheMemoryIsTooSmall() {
        assertThat(new Memory(16 * GIB, GIB, 4 * GIB, 6 * GIB).faults()).isEmpty();
        assertThat(new Memory(GIB / 2, 1, GIB / 8, GIB / 8).faults())
                .containsExactly("The memory is too small: the machine or container has 0.5 GiB, and training needs at"
                        + " least 1.0 GiB.");
        assertThat(new Memory(4 * GIB, GIB, 8 * GIB, 12 * GIB).faults())
                .containsExactly(
                        "The memory is too small: Java's heap may grow to 8.0 GiB, and the machine or container"
                                + " has 4.0 GiB; lower backend.memory.heap or -Xmx.");
        assertThat(new Memory(8 * GIB, GIB, 4 * GIB, 6 * GIB).faults())
                .containsExactly(
                        "The memory is too small: Java's heap (4.0 GiB) and the arrays outside it (6.0 GiB) may"
                                + " grow beyond the 8.0 GiB of the machine or container; lower backend.memory.heap or"
                                + " backend.memory.maxbytes.");
    }

    @Test
    void readsTheFeaturesOfAProcessor(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("cpuinfo"), "processor : 0\nflags\t\t: fpu avx avx2 avx512f sse4_2\n\nflags : other\n");
        assertThat(CpuFeatures.of(file)).containsExactly("avx", "avx2", "avx512f", "fpu", "sse4_2");
        assertThat(CpuFeatures.telling(CpuFeatures.of(file))).containsExactly("sse4_2", "avx", "avx2", "avx512f");
        assertThat(CpuFeatures.of(folder.resolve("nothing"))).isEmpty();
    }
}
