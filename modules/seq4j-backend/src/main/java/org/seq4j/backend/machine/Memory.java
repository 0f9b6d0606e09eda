package org.seq4j.backend.machine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Memory of the machine, or of the container around the process, and what a process may take of it; bytes.
 *
 * @param total of the machine or container
 * @param free of it, at the moment
 * @param heap that Java may use at most
 * @param offHeap that arrays outside the heap may use at most
 */
public record Memory(long total, long free, long heap, long offHeap) {
    private static final long LEAST = 1L << 30;

    /**
     * Of this process.
     *
     * @param heap that Java may use at most
     * @param offHeap that arrays outside the heap may use at most
     */
    public static Memory ofThisMachine(long heap, long offHeap) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Memory(system.getTotalMemorySize(), system.getFreeMemorySize(), heap, offHeap);
    }

    /** What is wrong: sentences. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (total < LEAST) {
            faults.add("The memory is too small: the machine or container has " + gib(total)
                    + ", and training needs at least 1.0 GiB.");
        }
        if (heap > total) {
            faults.add("The memory is too small: Java's heap may grow to " + gib(heap)
                    + ", and the machine or container has " + gib(total) + "; lower backend.memory.heap or -Xmx.");
        } else if (heap + offHeap > total && offHeap > 0) {
            faults.add("The memory is too small: Java's heap (" + gib(heap) + ") and the arrays outside it ("
                    + gib(offHeap) + ") may grow beyond the " + gib(total)
                    + " of the machine or container; lower backend.memory.heap or backend.memory.maxbytes.");
        }
        return faults;
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
