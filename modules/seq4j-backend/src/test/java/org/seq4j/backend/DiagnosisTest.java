package org.seq4j.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.backend.machine.Gpu;
import org.seq4j.backend.machine.Gpus;
import org.seq4j.backend.machine.Memory;

class DiagnosisTest {
    private static final Gpus NONE = new Gpus(List.of(), "No NVIDIA driver is installed.");
    private static final Gpus H100 = new Gpus(
            List.of(new Gpu(0, "NVIDIA H100", "550.54.15", new Gpu.Capability(9, 0), 81559, 0, "Default")), null);
    private static final Memory ENOUGH = new Memory(16L << 30, 8L << 30, 4L << 30, 6L << 30);

    @TempDir
    private Path folder;

    @Test
    void aProcessorNeedsNoGpu() throws Exception {
        Diagnosis diagnosis = diagnose(null, "org.nd4j.linalg.cpu.nativecpu.CpuBackend", NONE, ENOUGH);
        assertThat(diagnosis.problems()).isEmpty();
        assertThat(diagnosis.startable()).isEqualTo(BackendProfile.of(Engine.CPU));
        assertThat(diagnosis.facts()).containsEntry("backend", "cpu").containsKeys("java", "features", "memory_mib");
    }

    @Test
    void aGpuThatIsTooNewIsAProblemAndTheProcessorStillStarts() throws Exception {
        Diagnosis diagnosis = diagnose(null, "org.nd4j.linalg.cpu.nativecpu.CpuBackend", H100, ENOUGH);
        assertThat(diagnosis.problems()).singleElement().asString().contains("has compute capability 9.0");
        assertThat(diagnosis.startable()).isNotNull();
        assertThat(diagnose(Engine.CPU, "org.nd4j.linalg.cpu.nativecpu.CpuBackend", H100, ENOUGH)
                        .problems())
                .isEmpty();
    }

    @Test
    void cudaWithoutDriverOrLibrariesDoesNotStart() throws Exception {
        Diagnosis diagnosis = diagnose(null, "org.nd4j.linalg.jcublas.JCublasBackend", NONE, ENOUGH);
        assertThat(diagnosis.startable()).isNull();
        assertThat(diagnosis.problems()).contains("No NVIDIA driver is installed.");
        assertThat(diagnose(Engine.CUDA, "org.nd4j.linalg.cpu.nativecpu.CpuBackend", NONE, ENOUGH)
                        .problems())
                .containsExactly("No NVIDIA driver is installed.");
    }

    @Test
    void exactlyOneBackendIsExpected() throws Exception {
        assertThat(diagnose(null, "", NONE, ENOUGH).problems())
                .containsExactly("Expected one ND4J backend on the class path, found none.");
        assertThat(diagnose(null, "a.A\nb.B", NONE, ENOUGH).problems())
                .containsExactly("Expected one ND4J backend on the class path, found a.A and b.B.");
    }

    @Test
    void memoryThatIsTooSmallIsAProblem() throws Exception {
        Memory small = new Memory(2L << 30, 1L << 30, 4L << 30, 6L << 30);
        assertThat(diagnose(null, "org.nd4j.linalg.cpu.nativecpu.CpuBackend", NONE, small)
                        .problems())
                .singleElement()
                .asString()
                .startsWith("The memory is too small");
    }

    private Diagnosis diagnose(@Nullable Engine asked, String providers, Gpus gpus, Memory memory) throws Exception {
        Path file = folder.resolve("META-INF/services/org.nd4j.linalg.factory.Nd4jBackend");
        Files.createDirectories(file.getParent());
        Files.writeString(file, providers);
        try (URLClassLoader path = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            return Diagnosis.of(asked, path, gpus, Set.of("avx2"), memory);
        }
    }
}
