package org.seq4j.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Exit codes, and what goes to which stream. */
@Isolated
class MainTest {

    private final PrintStream systemOut = System.out;
    private final PrintStream systemErr = System.err;
    private final PrintStream consoleOut = Console.out();
    private final PrintStream consoleErr = Console.err();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void capture() {
        Console.redirect(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        Console.redirect(consoleOut, consoleErr);
        System.setOut(systemOut);
        System.setErr(systemErr);
    }

    @Test
    void helpListsTheCommands() {
        assertThat(Main.run("--help")).isZero();
        assertThat(out()).contains("train", "resume", "evaluate", "generate", "summary", "config", "data");
        assertThat(err()).isEmpty();
    }

    @Test
    void versionIsThatOfTheBuild() {
        assertThat(Main.run("--version")).isZero();
        assertThat(out()).matches("seq4j \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }

    @Test
    void unknownNamesAreMistakesWithASuggestion() {
        assertThat(Main.run("trian", "x.yaml")).isEqualTo(2);
        assertThat(err()).startsWith("seq4j: unknown command trian; did you mean train?\nSee seq4j --help.");
        err.reset();
        assertThat(Main.run("config", "shwo")).isEqualTo(2);
        assertThat(err()).startsWith("seq4j: unknown command shwo; did you mean show?\nSee seq4j config --help.");
        err.reset();
        assertThat(Main.run("config", "show", "x.yaml", "--verbos")).isEqualTo(2);
        assertThat(err()).startsWith("seq4j: unknown option --verbos; did you mean --verbose?");
        err.reset();
        assertThat(Main.run("config", "show")).isEqualTo(2);
        assertThat(err()).startsWith("seq4j: Missing required parameter: 'FILE'");
        err.reset();
        assertThat(Main.run(new String[0])).isEqualTo(2);
        assertThat(err()).startsWith("expected a command; seq4j --help lists them");
        assertThat(out()).isEmpty();
    }

    @Test
    void showPrintsTheResolvedFileOnStandardOutput() throws Exception {
        String file = write("x.yaml", "seed: 3\n");
        assertThat(Main.run("config", "show", file, "model.cell=gru", "name=y")).isZero();
        assertThat(out())
                .startsWith("schema: 1\nname: y\nseed: 3\nrun_dir: runs/y\n")
                .contains("  cell: gru\n");
        assertThat(err()).isEmpty();
        out.reset();
        assertThat(Main.run("config", "show", file, "model.cell=gru,lstm")).isZero();
        assertThat(out().split("(?m)^---$")).hasSize(2);
    }

    @Test
    void validateReportsEachFile() throws Exception {
        String good = write("good.yaml", "");
        String bad = write("bad.yaml", "sead: 3\nnaem: 4\n");
        assertThat(Main.run("config", "validate", good)).isZero();
        assertThat(out()).isEqualTo(good + ": ok\n");
        assertThat(Main.run("config", "validate", bad, good)).isEqualTo(2);
        assertThat(err())
                .isEqualTo(bad + ":6:1: sead: unknown key; did you mean seed?\n" + bad
                        + ":7:1: naem: unknown key; did you mean name?\n2 faults\n");
    }

    @Test
    void aFaultyFileIsTheUsersMistake() throws Exception {
        String bad = write("bad.yaml", "sead: 3\n");
        for (String command : new String[] {"train", "summary"}) {
            err.reset();
            assertThat(Main.run(command, bad)).isEqualTo(2);
            assertThat(err()).isEqualTo(bad + ":6:1: sead: unknown key; did you mean seed?\n");
        }
        assertThat(out()).isEmpty();
    }

    @Test
    void dataListAndFetch() {
        assertThat(Main.run("data", "list")).isZero();
        assertThat(out()).contains("locale-names: ", "licence: ");
        assertThat(Main.run("data", "fetch", "local-names")).isEqualTo(2);
        assertThat(err()).isEqualTo("the catalogue has no data set local-names; did you mean locale-names?\n");
    }

    @Test
    void whatOthersPrintNeverReachesStandardOutput() {
        System.out.println("Added differentiated op");
        assertThat(Main.run("config", "schema")).isZero();
        System.out.println("Blas vendor");
        assertThat(out()).startsWith("{\n").doesNotContain("differentiated", "vendor");
        assertThat(err()).contains("Added differentiated op", "Blas vendor");
    }

    @Test
    void aFaultOfOursEndsWithCode1AndALog() throws Exception {
        int code = Failures.report(new IllegalStateException("tape torn"), false);
        assertThat(code).isEqualTo(1);
        assertThat(err())
                .startsWith("seq4j failed, and the fault is its own: java.lang.IllegalStateException: tape torn\n"
                        + "Where it failed stands in ");
        Path log = Path.of(err().replaceAll("(?s).*stands in (\\S+);.*", "$1"));
        assertThat(Files.readString(log)).contains("MainTest.aFaultOfOursEndsWithCode1AndALog");
        Files.delete(log);
        err.reset();
        assertThat(Failures.report(new IllegalStateException("tape torn"), true))
                .isEqualTo(1);
        assertThat(err()).contains("\tat org.seq4j.experiments.cli.MainTest");
    }

    private String write(String name, String more) throws Exception {
        Path file = folder.resolve(name);
        Files.writeString(file, """
                schema: 1
                name: x
                data: {format: lines, train: a.txt}
                model: {type: language_model}
                training: {max_duration: 1e}
                """ + more);
        return file.toString();
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
