package org.seq4j.backend;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * What this process was started with, as far as a profile can ask for it.
 *
 * @param heap greatest size of the heap in bytes
 * @param offHeap greatest total of the arrays outside the heap in bytes
 * @param process greatest physical memory in bytes
 * @param environment environment variables
 */
record ProcessSettings(long heap, long offHeap, long process, Map<String, String> environment) {

    /** The system property of JavaCPP for the arrays outside the heap. */
    static final String OFF_HEAP = "org.bytedeco.javacpp.maxbytes";
    /** The system property of JavaCPP for the whole process. */
    static final String PROCESS = "org.bytedeco.javacpp.maxphysicalbytes";

    /** The Java machine rounds the size of the heap to its regions, which have at most this many bytes. */
    private static final long ROUNDING = 32L << 20;

    /** This process. Loads JavaCPP, so that its limits are settled afterwards. */
    static ProcessSettings current() {
        return new ProcessSettings(heapBytes(), Pointer.maxBytes(), Pointer.maxPhysicalBytes(), System.getenv());
    }

    /** Sets the limits that can still be set in a process where nothing has loaded JavaCPP yet; elsewhere without effect. */
    static void prepare(MemoryLimits memory) {
        if (memory.offHeap() != null) {
            System.setProperty(OFF_HEAP, memory.offHeap().toString());
        }
        if (memory.process() != null) {
            System.setProperty(PROCESS, memory.process().toString());
        }
    }

    /** The environment variables that a profile needs. */
    static Map<String, String> environmentOf(BackendProfile profile) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (!profile.devices().isEmpty()) {
            variables.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID"); // counts as nvidia-smi does
            variables.put(
                    "CUDA_VISIBLE_DEVICES",
                    profile.devices().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        MemorySize cache = profile.memory().deviceCache();
        if (cache != null) {
            variables.put("ND4J_CUDA_MAX_DEVICE_CACHE", Long.toString(cache.bytes()));
        }
        if (profile.deterministic() && profile.engine() == Engine.CUDA) {
            variables.put("CUBLAS_WORKSPACE_CONFIG", ":4096:8");
        } else if (profile.deterministic() && profile.blas() == Blas.MKL) {
            variables.put("MKL_CBWR", "COMPATIBLE");
        }
        return variables;
    }

    /** In which ways this process is not as the profile asks: sentences. */
    List<String> faults(BackendProfile profile) {
        List<String> faults = new ArrayList<>();
        MemoryLimits memory = profile.memory();
        compare("the Java heap", memory.heap(), heap, ROUNDING, faults);
        compare("arrays outside the heap", memory.offHeap(), offHeap, 0, faults);
        compare("the memory of the process", memory.process(), process, 0, faults);
        environmentOf(profile).forEach((name, value) -> {
            String found = environment.get(name);
            if (!value.equals(found)) {
                faults.add("expected the environment variable " + name + "=" + value
                        + " when the process starts, found " + (found == null ? "none" : found));
            }
        });
        return faults;
    }

    private static void compare(
            String what, @Nullable MemorySize expected, long found, long rounding, List<String> faults) {
        if (expected != null && Math.abs(expected.bytes() - found) > rounding) {
            faults.add("expected a limit of " + expected + " for " + what + ", found " + (found >> 20)
                    + "m, which is settled when the process starts");
        }
    }

    /** The option's own value: what the machine reports as its maximum lacks a survivor space with some collectors. */
    private static long heapBytes() {
        HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return hotSpot == null
                    ? Runtime.getRuntime().maxMemory()
                    : Long.parseLong(hotSpot.getVMOption("MaxHeapSize").getValue());
        } catch (IllegalArgumentException e) { // another Java machine than HotSpot
            return Runtime.getRuntime().maxMemory();
        }
    }
}
