package org.seq4j.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * What the running backend says of itself; starts ND4J where it does not run yet.
 *
 * @param engine simple name of ND4J's backend class
 * @param nd4j version of ND4J, or "unknown" where its jar does not tell
 * @param blas vendor of the BLAS library
 * @param threads threads of one operation
 * @param cores processors that the Java machine sees
 */
public record BackendDescription(String engine, String nd4j, String blas, int threads, int cores) {

    /** The backend of this process. */
    public static BackendDescription current() {
        Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
        return new BackendDescription(
                Nd4j.getBackend().getClass().getSimpleName(),
                Objects.requireNonNullElse(JarVersions.of(Nd4j.class.getClassLoader(), "org.nd4j/nd4j-api"), "unknown"),
                String.valueOf(environment.get("blas.vendor")),
                NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads(),
                Runtime.getRuntime().availableProcessors());
    }

    /** The same as a mapping that can be added to, for a report. */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("engine", engine);
        facts.put("nd4j", nd4j);
        facts.put("blas", blas);
        facts.put("threads", threads);
        facts.put("cores", cores);
        return facts;
    }
}
