package org.seq4j.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seq4j.backend.machine.CpuFeatures;
import org.seq4j.backend.machine.Gpu;
import org.seq4j.backend.machine.GpuCheck;
import org.seq4j.backend.machine.Gpus;
import org.seq4j.backend.machine.Memory;
import org.seq4j.backend.machine.NvidiaSmi;

/**
 * What can be told of the machine and the class path before ND4J starts.
 *
 * @param facts name to value, in the order to be shown
 * @param problems what keeps a backend from running: sentences
 * @param startable what can be started; null where the backend on the class path cannot run
 */
public record Diagnosis(
        Map<String, Object> facts,
        List<String> problems,
        @Nullable BackendProfile startable) {

    /**
     * Looks at this machine.
     *
     * @param asked the backend that is to run; null: the one on the class path, and every GPU there is
     */
    public static Diagnosis of(@Nullable Engine asked) {
        ProcessSettings process = ProcessSettings.current();
        return of(
                asked,
                Thread.currentThread().getContextClassLoader(),
                NvidiaSmi.onPath().ask(),
                CpuFeatures.ofThisMachine(),
                Memory.ofThisMachine(process.heap(), process.offHeap()));
    }

    static Diagnosis of(@Nullable Engine asked, ClassLoader classPath, Gpus gpus, Set<String> features, Memory memory) {
        Map<String, Object> facts = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        facts.put("java", System.getProperty("java.vendor") + " " + Runtime.version());
        facts.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + LibraryCheck.platform());
        facts.put("processor", CpuFeatures.name());
        facts.put("features", CpuFeatures.telling(features));
        facts.put("cores", Runtime.getRuntime().availableProcessors());
        facts.put("memory_mib", memory.total() >> 20);
        facts.put("heap_limit_mib", memory.heap() >> 20);
        facts.put("off_heap_limit_mib", memory.offHeap() >> 20);
        facts.put("libraries", JarVersions.onClassPath(classPath));
        facts.put("gpus", gpus.list().stream().map(Diagnosis::facts).toList());
        problems.addAll(memory.faults());

        List<String> providers = BackendProviders.on(classPath).names();
        facts.put("class_path", providers);
        BackendProfile profile = null;
        for (Engine engine : Engine.values()) {
            if (providers.equals(List.of(engine.provider()))) {
                Blas blas = engine == Engine.CPU && LibraryCheck.bringsMkl(classPath) ? Blas.MKL : Blas.OPENBLAS;
                profile = new BackendProfile(engine, blas, List.of(), ThreadLimits.NONE, MemoryLimits.NONE, false);
            }
        }
        boolean onGpu = asked == Engine.CUDA || profile != null && profile.engine() == Engine.CUDA;
        if (profile == null) {
            problems.add("Expected one ND4J backend on the class path, found "
                    + (providers.isEmpty() ? "none" : String.join(" and ", providers)) + ".");
        } else {
            facts.put("backend", profile.name());
            List<String> missing = new LibraryCheck(profile.engine(), profile.blas(), classPath, features).faults();
            problems.addAll(missing);
            if (!missing.isEmpty()) {
                profile = null;
            }
        }
        if (onGpu || asked == null && !gpus.list().isEmpty()) {
            List<String> faults = new GpuCheck(List.of()).faults(gpus);
            problems.addAll(faults);
            if (!faults.isEmpty() && profile != null && profile.engine() == Engine.CUDA) {
                profile = null;
            }
        }
        return new Diagnosis(facts, List.copyOf(problems), profile);
    }

    private static Map<String, Object> facts(Gpu gpu) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("index", gpu.index());
        facts.put("name", gpu.name());
        facts.put("driver", gpu.driver());
        facts.put("compute_capability", String.valueOf(gpu.capability()));
        facts.put("memory_mib", gpu.totalMiB());
        facts.put("memory_used_mib", gpu.usedMiB());
        return facts;
    }
}
