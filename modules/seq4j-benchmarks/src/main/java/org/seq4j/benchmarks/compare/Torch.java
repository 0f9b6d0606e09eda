package org.seq4j.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether a Python has PyTorch. */
public final class Torch {
    private static final int PATIENCE_SECONDS = 120;

    private Torch() {}

    /** A sentence that says why it has not; null: it has. */
    public static @Nullable String missing(String python) {
        String why;
        try {
            Process process = new ProcessBuilder(List.of(python, "-c", "import torch"))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return null;
            }
            why = python + " cannot import torch (" + said.substring(said.lastIndexOf('\n') + 1) + ")";
        } catch (IOException e) {
            why = "there is no program " + python;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            why = "the question was interrupted";
        }
        return "PyTorch was not measured, and its column is empty: " + why
                + ". Name a Python that has PyTorch with --python.";
    }
}
