package org.seq4j.experiments.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.seq4j.data.catalogue.Sha256;

/** What {@code run.json} says: enough to know later what made the numbers. */
public final class RunInfo {
    private RunInfo() {}

    /**
     * Collects the facts.
     *
     * @param version of seq4j
     * @param seed of the experiment
     * @param commandLine what was typed
     * @param backend what computes: engine, threads, kernels
     * @param task sizes of the data
     * @param dataFiles the files that were read
     */
    public static Map<String, Object> collect(
            String version,
            long seed,
            List<String> commandLine,
            Map<String, ?> backend,
            Map<String, ?> task,
            List<Path> dataFiles) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("seq4j", version);
        info.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        info.put("command_line", commandLine);
        gitCommit().ifPresent(commit -> info.put("git_commit", commit));
        info.put("seed", seed);
        info.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        info.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        info.put("backend", backend);
        info.put("data", task);
        info.put("data_sha256", digests(dataFiles));
        return info;
    }

    /** SHA-256 of each file, by path. */
    public static Map<String, String> digests(List<Path> files) {
        Map<String, String> digests = new LinkedHashMap<>();
        files.forEach(file -> digests.put(file.toString(), Sha256.of(file)));
        return digests;
    }

    private static Optional<String> gitCommit() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 && !commit.isEmpty()
                    ? Optional.of(commit)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no git here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
