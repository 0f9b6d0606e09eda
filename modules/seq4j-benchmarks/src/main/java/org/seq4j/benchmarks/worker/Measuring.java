package org.seq4j.benchmarks.worker;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.seq4j.benchmarks.cases.Iteration;

/** Runs an iteration again and again. */
final class Measuring {
    private static final int LEAST_WARM_UP = 3;

    private final Iteration iteration;
    private final Effort effort;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long iterations = 1; // of a block

    Measuring(Iteration iteration, Effort effort) {
        this.iteration = iteration;
        this.effort = effort;
    }

    /** Runs until warm, and finds out how many iterations make a block. */
    void warmUp() throws Exception {
        long start = System.nanoTime();
        long run = 0;
        while (run < LEAST_WARM_UP || seconds(start) < effort.warmUpSeconds()) {
            iteration.run();
            run++;
        }
        // The last of the warm-up tell best how long one takes.
        long again = Math.max(1, run / 4);
        start = System.nanoTime();
        for (long i = 0; i < again; i++) {
            iteration.run();
        }
        iterations = Math.max(1, Math.round(effort.blockSeconds() * again / seconds(start)));
    }

    /** One block. */
    Block block() throws Exception {
        long items = 0;
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        for (long i = 0; i < iterations; i++) {
            items += iteration.run();
        }
        double milliseconds = seconds(start) * 1e3;
        return new Block(
                iterations,
                items,
                milliseconds,
                (system.getProcessCpuTime() - cpu) / 1e6,
                threads.getCurrentThreadAllocatedBytes() - allocated,
                peakMegabytes());
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Peak resident memory of this process; 0 where the system does not tell. */
    private static double peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
        return lines.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
