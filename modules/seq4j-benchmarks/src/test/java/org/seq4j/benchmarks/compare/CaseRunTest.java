package org.seq4j.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.benchmarks.cases.Cases;
import org.seq4j.benchmarks.result.CaseResult;
import org.seq4j.benchmarks.result.Measured;
import org.seq4j.benchmarks.result.Settings;

/** Sides that shell scripts play, called as Java and the Python of the peers would be. */
class CaseRunTest {
    private static final int PAIRS = 3;
    private static final String READY = "echo '{\"versions\": {\"pytorch\": \"0\"}}'\n";
    private static final String OURS = "echo '{\"versions\": {\"seq4j\": \"1\"}}'\nwhile read line; do"
            + " echo '{\"iterations\": 5, \"items\": 5, \"milliseconds\": 20, \"allocated_bytes\": 50}'; done\n";
    private static final String BLOCK =
            "{\"iterations\": 2, \"items\": 10, \"milliseconds\": 20.0, \"cpu_milliseconds\": 9.5, \"peak_megabytes\": 3}";

    @TempDir
    private Path folder;

    private CaseResult run(String script) throws IOException {
        return run(program("python", script));
    }

    private Path program(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private CaseResult run(Path python) throws IOException {
        Settings settings = new Settings(1, PAIRS, 0, 0, true, Map.of());
        String java = program("java", OURS).toString();
        Commands commands = new Commands(settings, java, python.toString(), Path.of("peers"));
        return new CaseRun(commands, true, Duration.ofSeconds(60), Duration.ZERO).run(Cases.named("decoding/greedy/1"));
    }

    private static Measured peer(CaseResult result) {
        assertThat(result.seq4j().fault()).isNull();
        assertThat(result.seq4j().blocks()).hasSize(PAIRS);
        return Objects.requireNonNull(result.pytorch());
    }

    @Test
    void blocks_are_measured_by_turns() throws IOException {
        Path log = folder.resolve("log");
        CaseResult result = run("echo \"$@\" >" + log + "\n" + READY + "while read line; do echo \"$line\" >>" + log
                + "; echo '" + BLOCK + "'; done\n");
        Measured peer = peer(result);
        assertThat(peer.fault()).isNull();
        assertThat(peer.versions()).containsEntry("pytorch", "0");
        assertThat(peer.blocks()).hasSize(PAIRS);
        assertThat(peer.milliseconds()).isEqualTo(2.0);
        assertThat(result.seq4j().milliseconds()).isEqualTo(4.0);
        assertThat(result.seq4j().allocatedBytes()).isEqualTo(10.0);
        assertThat(result.ratio(peer)).isEqualTo(0.5);
        assertThat(Files.readAllLines(log)).hasSize(1 + PAIRS);
        assertThat(Files.readAllLines(log).get(0))
                .isEqualTo(
                        "peers/peer.py seq2seq hidden=8 vocabulary=60 batch=1 length=5 input_feeding=true pass=search"
                                + " beam=1 --threads 1 --warm-up 0.0 --block 0.0");
        assertThat(Files.readAllLines(log)).last().isEqualTo("go");
    }

    @Test
    void a_peer_that_ends_early_is_told_of() throws IOException {
        Measured peer = peer(run("echo 'Traceback:' >&2\necho 'ModuleNotFoundError: no torch' >&2\nexit 3\n"));
        assertThat(peer.blocks()).isEmpty();
        assertThat(peer.fault())
                .isEqualTo("PyTorch ended with status 3 before it answered: ModuleNotFoundError: no torch");
    }

    @Test
    void blocks_before_the_fault_count() throws IOException {
        CaseResult result = run(READY + "read line; echo '" + BLOCK + "'\n");
        assertThat(peer(result).blocks()).hasSize(1);
        assertThat(peer(result).fault()).isEqualTo("PyTorch ended with status 0 before it answered.");
        assertThat(result.ratio(result.pytorch())).isPositive();
    }

    @Test
    void nonsense_is_told_of() throws IOException {
        assertThat(peer(run("echo warm\n")).fault())
                .isEqualTo(
                        "PyTorch wrote 'warm' where a line of JSON with the versions of a side that is ready was expected.");
        assertThat(peer(run(READY + "read line; echo '{\"iterations\": 0}'\n")).fault())
                .isEqualTo("PyTorch wrote '{\"iterations\": 0}' where a line of JSON with the iterations, items and"
                        + " milliseconds of a block was expected.");
    }

    @Test
    void a_peer_that_is_not_there_is_told_of() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        assertThat(peer(run(nowhere)).fault())
                .startsWith("PyTorch did not start: ")
                .contains(nowhere.toString());
        assertThat(Torch.missing(nowhere.toString()))
                .isEqualTo("PyTorch was not measured, and its column is empty: there is no program " + nowhere
                        + ". Name a Python that has PyTorch with --python.");
    }

    @Test
    void a_python_without_torch_is_told_of() throws IOException {
        Path python = program("python", "echo 'No module named torch' >&2\nexit 1\n");
        assertThat(Torch.missing(python.toString())).contains(python + " cannot import torch (No module named torch).");
    }
}
