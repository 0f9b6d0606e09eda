package org.seq4j.backend;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * What a program asks of its backend.
 *
 * @param engine the backend that must be the one on the class path
 * @param threads threads that one operation may use, at least 1, or null for the backend's own choice
 */
public record BackendProfile(Engine engine, @Nullable Integer threads) {

    /** Checks the number of threads. */
    public BackendProfile {
        if (threads != null && threads < 1) {
            throw new IllegalArgumentException("expected at least 1 thread, found " + threads);
        }
    }

    /**
     * Checks the class path, starts ND4J if it does not run yet, and sets the threads of what the calling thread computes:
     * those of OpenMP (ND4J's operations; oneDNN shares the runtime) and of BLAS, which has its own.
     *
     * @throws BackendException if the class path holds no backend, another one, or several
     */
    public void start() {
        check(Thread.currentThread().getContextClassLoader());
        if (threads != null) {
            Nd4j.getEnvironment().setMaxMasterThreads(threads);
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
            Nd4j.factory().blas().setMaxThreads(threads);
        }
    }

    /**
     * Checks that exactly the asked backend is on the class path, without starting it.
     *
     * @throws BackendException if the class path holds no backend, another one, or several
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
            throw new BackendException("expected the ND4J backend " + engine.provider() + " (" + engine.artifact()
                    + ") on the class path, found " + found);
        }
    }
}
