package org.seq4j.backend.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks NVIDIA's driver through its program nvidia-smi, which comes with it. */
public final class NvidiaSmi {
    private static final String FIELDS = "index,name,driver_version,compute_cap,memory.total,memory.used,compute_mode";
    private static final int MOST_SECONDS = 30;

    private final String program;

    /**
     * @param program name on the PATH, or path
     */
    NvidiaSmi(String program) {
        this.program = program;
    }

    /** The program on the PATH. */
    public static NvidiaSmi onPath() {
        return new NvidiaSmi("nvidia-smi");
    }

    /** The machine's GPUs, or a sentence that says why there is no answer. */
    public Gpus ask() {
        Path answer = null;
        Process process = null;
        try {
            answer = Files.createTempFile("seq4j-nvidia-smi-", ".csv");
            process = new ProcessBuilder(program, "--query-gpu=" + FIELDS, "--format=csv,noheader,nounits")
                    .redirectErrorStream(true)
                    .redirectOutput(answer.toFile())
                    .start();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                return Gpus.unknown(
                        "nvidia-smi gave no answer within " + MOST_SECONDS + " seconds: the GPU or its driver hangs.");
            }
            String text = Files.readString(answer, StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 ? parse(text) : Gpus.unknown(failed(process.exitValue(), text));
        } catch (IOException e) {
            return Gpus.unknown(
                    "No NVIDIA driver is installed: the program nvidia-smi, which comes with it, was not found"
                            + " on the PATH.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Gpus.unknown("Asking nvidia-smi was interrupted.");
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
            remove(answer);
        }
    }

    private static void remove(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    private static String failed(int status, String text) {
        String first = text.lines().findFirst().orElse("no message");
        return text.toLowerCase(Locale.ROOT).contains("compute_cap")
                ? "NVIDIA's driver is too old to tell the compute capability (" + first
                        + "); CUDA 11.6 needs a driver from 450.80 on."
                : "NVIDIA's driver does not work: nvidia-smi ended with status " + status + " (" + first + ").";
    }

    /** Reads lines such as "0, NVIDIA A100-SXM4-40GB, 535.104.05, 8.0, 40960, 3, Default". */
    static Gpus parse(String text) {
        List<Gpu> gpus = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            String[] fields = line.strip().split(",\\s*");
            if (fields.length != 7 || !fields[0].matches("\\d{1,4}")) {
                return Gpus.unknown("nvidia-smi gave an answer that is not understood: " + line);
            }
            gpus.add(new Gpu(
                    Integer.parseInt(fields[0]),
                    fields[1],
                    fields[2],
                    Gpu.Capability.parse(fields[3]),
                    number(fields[4]),
                    number(fields[5]),
                    fields[6]));
        }
        return gpus.isEmpty() ? Gpus.unknown("NVIDIA's driver is installed, and finds no GPU.") : new Gpus(gpus, null);
    }

    /** Some devices answer "[N/A]". */
    private static long number(String text) {
        return text.matches("\\d{1,12}") ? Long.parseLong(text) : 0;
    }
}
