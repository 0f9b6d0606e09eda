package org.seq4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class BackendProfileTest {

    private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";
    private static final String CPU = "org.nd4j.linalg.cpu.nativecpu.CpuBackend";

    @Test
    void setsTheThreadsOfTheBackend() {
        int before = BackendDescription.current().threads();
        try {
            threads(1).start();
            assertThat(BackendDescription.current().threads()).isEqualTo(1);
            assertThat(Nd4j.getEnvironment().maxMasterThreads()).isEqualTo(1);
            assertThat(Nd4j.factory().blas().getMaxThreads()).isEqualTo(1);
        } finally {
            threads(before).start();
        }
        assertThat(BackendDescription.current().threads()).isEqualTo(before);
    }

    @Test
    void describesTheBackend() {
        BackendDescription backend = BackendDescription.current();
        assertThat(backend.engine()).isEqualTo("CpuBackend");
        assertThat(backend.nd4j()).startsWith("1.0.0");
        assertThat(backend.blas()).isNotBlank().isNotEqualTo("null");
        assertThat(backend.threads()).isPositive();
    }

    @Test
    void acceptsTheAskedBackendAlone(@TempDir Path folder) throws Exception {
        try (URLClassLoader path = classPath(folder, "# CUDA\n\n" + CPU + " # here\n")) {
            assertThatCode(() -> BackendProfile.of(Engine.CPU).check(path)).doesNotThrowAnyException();
        }
    }

    @Test
    void refusesAClassPathWithoutBackend(@TempDir Path folder) throws Exception {
        try (URLClassLoader path = classPath(folder, "")) {
            assertThatThrownBy(() -> BackendProfile.of(Engine.CPU).check(path))
                    .isInstanceOf(BackendException.class)
                    .hasMessage("no ND4J backend is on the class path; add org.nd4j:nd4j-native with the version of the"
                            + " other ND4J artifacts");
        }
    }

    @Test
    void refusesAnotherBackend(@TempDir Path folder) throws Exception {
        try (URLClassLoader path = classPath(folder, "org.example.OtherBackend")) {
            assertThatThrownBy(() -> BackendProfile.of(Engine.CPU).check(path))
                    .hasMessage("expected the ND4J backend " + CPU + " (org.nd4j:nd4j-native) on the class path, found"
                            + " org.example.OtherBackend");
        }
    }

    @Test
    void refusesTwoBackends(@TempDir Path folder) throws Exception {
        try (URLClassLoader path = classPath(folder, CPU + "\norg.example.OtherBackend\n")) {
            assertThatThrownBy(() -> BackendProfile.of(Engine.CPU).check(path))
                    .hasMessage("expected one ND4J backend on the class path, found org.example.OtherBackend and " + CPU
                            + "; keep org.nd4j:nd4j-native only");
        }
    }

    @Test
    void refusesLessThanOneThread() {
        assertThatThrownBy(() -> threads(0)).hasMessage("expected at least 1 thread, found 0");
    }

    private static BackendProfile threads(int number) {
        return BackendProfile.of(Engine.CPU).withThreads(ThreadLimits.of(number));
    }

    private static URLClassLoader classPath(Path folder, String service) throws Exception {
        Path file = folder.resolve(SERVICE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, service);
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
    }
}
