package org.seq4j.benchmarks.result;

import java.lang.management.ManagementFactory;
import org.seq4j.backend.machine.CpuFeatures;

/**
 * Where it was measured.
 *
 * @param processor its name
 * @param features its instruction sets that matter
 * @param cores that the Java machine sees
 * @param memoryMegabytes of the machine
 * @param system operating system and architecture
 * @param load mean number of running processes in the minute before, negative where not known: what else the machine did
 */
public record Machine(String processor, String features, int cores, long memoryMegabytes, String system, double load) {

    /** This one, now. */
    public static Machine here() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                CpuFeatures.name(),
                String.join(" ", CpuFeatures.telling(CpuFeatures.ofThisMachine())),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() >> 20,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                system.getSystemLoadAverage());
    }
}
