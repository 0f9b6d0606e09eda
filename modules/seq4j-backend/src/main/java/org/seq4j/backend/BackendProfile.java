package org.seq4j.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.seq4j.backend.machine.GpuCheck;
import org.seq4j.backend.machine.NvidiaSmi;

/**
 * What a program asks of its backend.
 *
 * @param engine the backend that must be the one on the class path
 * @param blas the library of matrix products; of no meaning to {@link Engine#CUDA}, which has its own
 * @param devices numbers of the GPUs that the process may see, as nvidia-smi counts; empty: all. Only with CUDA
 * @param threads threads of one operation
 * @param memory limits of the memory
 * @param deterministic whether the libraries must be held to results that are the same from run to run
 */
public record BackendProfile(
        Engine engine,
        Blas blas,
        List<Integer> devices,
        ThreadLimits threads,
        MemoryLimits memory,
        boolean deterministic) {

    /** The system property by which JavaCPP takes another BLAS library than OpenBLAS. */
    static final String BLAS_PROPERTY = "org.bytedeco.openblas.load";

    /** Checks that the parts fit each other. */
    public BackendProfile {
        devices = List.copyOf(devices);
        if (engine == Engine.CPU && !devices.isEmpty()) {
            throw new IllegalArgumentException("the processor has no devices, found " + devices);
        }
        if (engine == Engine.CPU && memory.deviceCache() != null) {
            throw new IllegalArgumentException("the processor has no device cache, found " + memory.deviceCache());
        }
    }

    /** Only the engine; everything else is the backend's own choice. */
    public static BackendProfile of(Engine engine) {
        return new BackendProfile(engine, Blas.OPENBLAS, List.of(), ThreadLimits.NONE, MemoryLimits.NONE, false);
    }

    /** The same with other threads. */
    public BackendProfile withThreads(ThreadLimits value) {
        return new BackendProfile(engine, blas, devices, value, memory, deterministic);
    }

    /** The Maven profile with this class path: cpu, cpu-mkl or cuda. */
    public String name() {
        if (engine == Engine.CUDA) {
            return "cuda";
        }
        return blas == Blas.MKL ? "cpu-mkl" : "cpu";
    }

    /**
     * Checks class path, process and machine, starts ND4J if it does not run yet, and sets the threads of what the calling
     * thread computes: those of OpenMP (ND4J's operations; oneDNN shares the runtime) and of BLAS, which has its own.
     *
     * @throws BackendException if the class path holds no backend, another one, or several; if the process was started with
     *     other settings than the profile's, or the machine cannot run the backend
     */
    public void start() {
        check(Thread.currentThread().getContextClassLoader());
        ProcessSettings.prepare(memory);
        refuseAny(ProcessSettings.current().faults(this), StartOptions.of(this));
        if (engine == Engine.CUDA) {
            refuseAny(new GpuCheck(devices).faults(NvidiaSmi.onPath().ask()), null);
        }
        checkBlas();
        useThreads();
    }

    /**
     * Sets the threads of what the calling thread computes from now on. A thread beside the one that called {@link #start}
     * calls this first.
     */
    public void useThreads() {
        Integer openMp = threads.openMp();
        if (openMp != null) {
            Nd4j.getEnvironment().setMaxMasterThreads(openMp);
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(openMp);
        }
        Integer products = threads.blasOrOpenMp();
        if (products != null && engine == Engine.CPU) {
            Nd4j.factory().blas().setMaxThreads(products);
        }
    }

    /**
     * Checks that exactly the asked backend is on the class path, with the libraries it needs, without starting it.
     *
     * @throws BackendException if the class path holds no backend, another one, or several, or a build of it that the
     *     processor cannot run
     */
    void check(ClassLoader classPath) {
        BackendProviders providers = BackendProviders.on(classPath);
        if (providers.names().isEmpty()) {
            throw new BackendException("no ND4J backend is on the class path; add " + engine.artifact()
                    + " with the version of the other ND4J artifacts");
        }
        if (providers.names().size() > 1) {
            throw new BackendException("expected one ND4J backend on the class path, found "
                    + String.join(" and ", providers.names()) + "; keep " + engine.artifact() + " only");
        }
        String found = providers.names().get(0);
        if (!found.equals(engine.provider())) {
            throw new BackendException(
                    "expected the ND4J backend " + engine.provider() + " (" + engine.artifact()
                            + ") on the class path, found " + found,
                    StartOptions.of(this));
        }
        refuseAny(new LibraryCheck(engine, blas, classPath).faults(), StartOptions.of(this));
    }

    private void checkBlas() {
        if (engine == Engine.CUDA) {
            Nd4j.getBackend();
            return;
        }
        if (blas == Blas.MKL) {
            System.setProperty(BLAS_PROPERTY, "mkl");
        }
        String vendor =
                String.valueOf(Nd4j.getExecutioner().getEnvironmentInformation().get("blas.vendor"));
        if (!vendor.equals(blas.name())) {
            throw new BackendException(
                    "expected " + blas + " to compute the matrix products, found " + vendor, StartOptions.of(this));
        }
    }

    private static void refuseAny(List<String> faults, @Nullable StartOptions remedy) {
        if (!faults.isEmpty()) {
            throw new BackendException(String.join("\n", faults), remedy);
        }
    }
}
