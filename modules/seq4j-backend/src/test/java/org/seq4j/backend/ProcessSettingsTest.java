package org.seq4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessSettingsTest {
    private static final long GIB = 1L << 30;
    private static final MemoryLimits LIMITS =
            new MemoryLimits(MemorySize.parse("4g"), MemorySize.parse("6g"), MemorySize.parse("12g"), null);

    @Test
    void acceptsWhatWasSettledAtTheStart() {
        ProcessSettings process = new ProcessSettings(4 * GIB, 6 * GIB, 12 * GIB, Map.of());
        assertThat(process.faults(cpu(LIMITS))).isEmpty();
        assertThat(process.faults(cpu(MemoryLimits.NONE))).isEmpty();
    }

    @Test
    void refusesOtherLimitsWithTheCommandToRun() {
        ProcessSettings process = new ProcessSettings(2 * GIB, 3 * GIB, 12 * GIB, Map.of());
        assertThat(process.faults(cpu(LIMITS)))
                .containsExactly(
                        "expected a limit of 4g for the Java heap, found 2048m, which is settled when the process starts",
                        "expected a limit of 6g for arrays outside the heap, found 3072m, which is settled when the process"
                                + " starts");
        assertThat(StartOptions.of(cpu(LIMITS)).command(List.of("train", "my file.yaml")))
                .isEqualTo("SEQ4J_JAVA_OPTS='-Xmx4g -Dorg.bytedeco.javacpp.maxbytes=6g"
                        + " -Dorg.bytedeco.javacpp.maxphysicalbytes=12g' ./seq4j --backend cpu train 'my file.yaml'");
    }

    @Test
    void theRunningProcessIsRefusedAnotherHeap() {
        MemoryLimits heap = new MemoryLimits(new MemorySize(700 * GIB), null, null, null);
        assertThatThrownBy(() -> cpu(heap).start())
                .isInstanceOfSatisfying(
                        BackendException.class,
                        e -> assertThat(e.remedy()).isEqualTo(new StartOptions("cpu", List.of("-Xmx700g"), Map.of())))
                .hasMessageStartingWith("expected a limit of 700g for the Java heap, found ");
    }

    @Test
    void gpuSettingsAreEnvironmentVariables() {
        BackendProfile gpu = new BackendProfile(
                Engine.CUDA,
                Blas.OPENBLAS,
                List.of(1),
                ThreadLimits.of(2),
                new MemoryLimits(null, null, null, MemorySize.parse("256m")),
                true);
        Map<String, String> right = Map.of(
                "CUDA_DEVICE_ORDER", "PCI_BUS_ID",
                "CUDA_VISIBLE_DEVICES", "1",
                "ND4J_CUDA_MAX_DEVICE_CACHE", "268435456",
                "CUBLAS_WORKSPACE_CONFIG", ":4096:8");
        assertThat(new ProcessSettings(1, 1, 1, right).faults(gpu)).isEmpty();
        assertThat(new ProcessSettings(1, 1, 1, Map.of("CUDA_VISIBLE_DEVICES", "0")).faults(gpu))
                .hasSize(4)
                .contains("expected the environment variable CUDA_VISIBLE_DEVICES=1 when the process starts, found 0");
        assertThat(StartOptions.of(gpu).command(List.of("train", "x.yaml")))
                .isEqualTo("CUDA_DEVICE_ORDER=PCI_BUS_ID CUDA_VISIBLE_DEVICES=1 ND4J_CUDA_MAX_DEVICE_CACHE=268435456"
                        + " CUBLAS_WORKSPACE_CONFIG=:4096:8 ./seq4j --backend cuda train x.yaml");
    }

    @Test
    void mklIsHeldToOneOrderOfSums() {
        BackendProfile mkl =
                new BackendProfile(Engine.CPU, Blas.MKL, List.of(), ThreadLimits.of(2), MemoryLimits.NONE, true);
        assertThat(mkl.name()).isEqualTo("cpu-mkl");
        assertThat(new ProcessSettings(1, 1, 1, Map.of("MKL_CBWR", "COMPATIBLE")).faults(mkl))
                .isEmpty();
        assertThat(new ProcessSettings(1, 1, 1, Map.of()).faults(mkl)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"512", "0g", "4t", "4 g", "-1g", ""})
    void refusesOtherAmounts(String text) {
        assertThatThrownBy(() -> MemorySize.parse(text)).hasMessageContaining("such as 512m or 4g, found '" + text);
    }

    @Test
    void writesAmountsAsItReadsThem() {
        assertThat(List.of("512m", "4g", "1536m"))
                .allSatisfy(text -> assertThat(MemorySize.parse(text)).hasToString(text));
        assertThat(MemorySize.parse("2048M")).hasToString("2g");
    }

    private static BackendProfile cpu(MemoryLimits memory) {
        return new BackendProfile(Engine.CPU, Blas.OPENBLAS, List.of(), ThreadLimits.NONE, memory, false);
    }
}
