package org.seq4j.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryCheckTest {
    private static final String CPU = "org/nd4j/linalg/cpu/nativecpu/bindings/linux-x86_64";
    private static final Set<String> AVX2 = Set.of("avx", "avx2");

    @TempDir
    private Path folder;

    @Test
    void refusesABuildForAnotherProcessor() throws Exception {
        file(CPU + "-avx512/libjnind4jcpu.so");
        assertThat(faults(Engine.CPU, Blas.OPENBLAS, AVX2))
                .containsExactly(
                        "The class path holds ND4J's build for processors with AVX512 (nd4j-native, classifier"
                                + " linux-x86_64-avx512), and this processor lacks avx512f; expected the classifier linux-x86_64");
        assertThat(faults(Engine.CPU, Blas.OPENBLAS, Set.of("avx2", "avx512f"))).isEmpty();
        assertThat(faults(Engine.CPU, Blas.OPENBLAS, Set.of())).as("unknown").isEmpty();
    }

    @Test
    void takesABuildForThisProcessor() throws Exception {
        file(CPU + "-onednn-avx2/libjnind4jcpu.so");
        assertThat(faults(Engine.CPU, Blas.OPENBLAS, AVX2)).isEmpty();
        assertThat(faults(Engine.CPU, Blas.OPENBLAS, Set.of("avx"))).hasSize(1);
    }

    @Test
    void missesTheLibrariesOfCuda() throws Exception {
        assertThat(faults(Engine.CUDA, Blas.OPENBLAS, AVX2))
                .singleElement()
                .asString()
                .startsWith("The CUDA libraries libcudart.so.11.0, libcublas.so.11, libcudnn.so.8 are missing: expected"
                        + " org.bytedeco:cuda-platform-redist on the class path");
        file("org/bytedeco/cuda/linux-x86_64/libcudart.so.11.0");
        file("org/bytedeco/cuda/linux-x86_64/libcublas.so.11");
        assertThat(faults(Engine.CUDA, Blas.OPENBLAS, AVX2))
                .singleElement()
                .asString()
                .startsWith("The CUDA libraries libcudnn.so.8 are missing");
        file("installed/libcudnn.so.8");
        assertThat(faults(Engine.CUDA, Blas.OPENBLAS, AVX2)).isEmpty();
    }

    @Test
    void missesMkl() throws Exception {
        assertThat(faults(Engine.CPU, Blas.MKL, AVX2))
                .singleElement()
                .asString()
                .startsWith("MKL is missing");
        file("org/bytedeco/mkl/linux-x86_64/libmkl_rt.so.2");
        assertThat(faults(Engine.CPU, Blas.MKL, AVX2)).isEmpty();
        assertThat(faults(Engine.CPU, Blas.OPENBLAS, AVX2)).isEmpty();
    }

    private void file(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    private List<String> faults(Engine engine, Blas blas, Set<String> features) throws Exception {
        try (URLClassLoader path = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            return new LibraryCheck(engine, blas, path, features, "linux-x86_64", List.of(folder.resolve("installed")))
                    .faults();
        }
    }
}
