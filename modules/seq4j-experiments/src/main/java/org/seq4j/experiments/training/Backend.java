package org.seq4j.experiments.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.seq4j.experiments.config.BackendConfig;

/** Sets up ND4J for an experiment and describes what computes. */
public final class Backend {
    private Backend() {}

    /**
     * Takes the experiment's number of threads for everything that the calling thread computes (ND4J's operations, BLAS and oneDNN share one OpenMP runtime).
     *
     * @param config the experiment's backend
     */
    public static void start(BackendConfig config) {
        Integer threads = config.threads();
        if (threads != null) {
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
            Nd4j.getEnvironment().setMaxMasterThreads(threads);
            Nd4j.getEnvironment().setMaxThreads(threads);
        }
    }

    /** Engine, BLAS, threads and memory, for {@code run.json}. */
    static Map<String, Object> describe() {
        Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("engine", Nd4j.getBackend().getClass().getSimpleName());
        facts.put("nd4j", String.valueOf(Nd4j.class.getPackage().getImplementationVersion()));
        facts.put("blas", String.valueOf(environment.get("blas.vendor")));
        facts.put("threads", NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads());
        facts.put("cores", Runtime.getRuntime().availableProcessors());
        return facts;
    }
}
