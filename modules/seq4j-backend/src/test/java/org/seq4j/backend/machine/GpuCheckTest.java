package org.seq4j.backend.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NVIDIA's driver in all its moods, through a script in the place of nvidia-smi. */
@DisabledOnOs(OS.WINDOWS)
class GpuCheckTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"3.7", "5.2", "7.0", "7.5", "8.0", "8.6", "8.9"})
    void takesEveryGenerationThatTheBinariesRunOn(String capability) throws Exception {
        assertThat(faults("0, Some GPU, 535.104.05, " + capability + ", 40960, 3, Default"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.0", "10.0", "12.0", "3.5", "3.0"})
    void refusesOthersInOneSentence(String capability) throws Exception {
        assertThat(faults("0, NVIDIA H100 80GB HBM3, 550.54.15, " + capability + ", 81559, 3, Default"))
                .containsExactly(
                        "The GPU 0 (NVIDIA H100 80GB HBM3) has compute capability " + capability
                                + ", and ND4J's CUDA 11.6 binaries run on 3.7 to 8.9 only; use the backend cpu, or another GPU.");
    }

    @Test
    void looksAtTheAskedDeviceOnly() throws Exception {
        String two =
                "0, NVIDIA H100, 550.54.15, 9.0, 81559, 3, Default\n1, NVIDIA A10, 550.54.15, 8.6, 23028, 3, Default";
        assertThat(faults(two, 1)).isEmpty();
        assertThat(faults(two, 0)).singleElement().asString().contains("compute capability 9.0");
        assertThat(faults(two)).hasSize(1);
        assertThat(faults(two, 3)).containsExactly("There is no GPU 3; nvidia-smi lists [0, 1].");
    }

    @Test
    void tellsABusyDevice() throws Exception {
        assertThat(faults("0, Tesla T4, 470.1.2, 7.5, 15360, 15000, Default"))
                .singleElement()
                .asString()
                .startsWith("The GPU 0 (Tesla T4) is busy: of its 15360 MiB of memory 15000 MiB are in use");
        assertThat(faults("0, Tesla T4, 470.1.2, 7.5, 15360, 2000, Exclusive_Process"))
                .singleElement()
                .asString()
                .contains("is busy: its compute mode is Exclusive_Process");
        assertThat(faults("0, Tesla T4, 470.1.2, 7.5, 15360, 0, Prohibited"))
                .singleElement()
                .asString()
                .contains("takes no programs");
    }

    @ParameterizedTest
    @CsvSource({"450.80.02, true", "510.47.03, true", "450.51.06, false", "418.226.00, false"})
    void wantsADriverForCuda11(String driver, boolean enough) throws Exception {
        List<String> faults = faults("0, Tesla T4, " + driver + ", 7.5, 15360, 0, Default");
        assertThat(faults.isEmpty()).isEqualTo(enough);
        assertThat(faults).allMatch(fault -> fault.contains("has the driver " + driver + ", and CUDA 11.6 needs"));
    }

    @Test
    void saysWhenThereIsNoDriver() {
        Gpus gpus = new NvidiaSmi(folder.resolve("nothing-here").toString()).ask();
        assertThat(new GpuCheck(List.of()).faults(gpus))
                .singleElement()
                .asString()
                .startsWith("No NVIDIA driver is installed");
    }

    @Test
    void saysWhenTheDriverFails() throws Exception {
        String message = "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.";
        assertThat(new GpuCheck(List.of()).faults(answer("echo \"" + message + "\"; exit 9")))
                .containsExactly("NVIDIA's driver does not work: nvidia-smi ended with status 9 (" + message + ").");
        assertThat(new GpuCheck(List.of())
                        .faults(answer("echo 'Field \"compute_cap\" is not a valid field to query.'; exit 2")))
                .singleElement()
                .asString()
                .startsWith("NVIDIA's driver is too old to tell the compute capability");
        assertThat(faults("")).containsExactly("NVIDIA's driver is installed, and finds no GPU.");
        assertThat(faults("what is this")).singleElement().asString().contains("not understood: what is this");
    }

    @Test
    void saysWhenTheCapabilityIsUnknown() throws Exception {
        assertThat(faults("0, Old, 535.1.2, [N/A], [N/A], [N/A], Default"))
                .containsExactly("The GPU 0 (Old) does not tell its compute capability; expected 3.7 to 8.9.");
    }

    private List<String> faults(String lines, Integer... devices) throws IOException {
        Gpus gpus = answer("cat <<'END'\n" + lines + "\nEND\n");
        return new GpuCheck(List.of(devices)).faults(gpus);
    }

    private Gpus answer(String script) throws IOException {
        Path program = folder.resolve("nvidia-smi");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new NvidiaSmi(program.toString()).ask();
    }
}
