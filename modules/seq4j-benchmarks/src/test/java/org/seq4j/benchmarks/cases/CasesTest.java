package org.seq4j.benchmarks.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seq4j.experiments.config.ConfigLoader;

/** Every case runs, at sizes that take no time. */
class CasesTest {
    private static final String COMMAND = "seq4j.command";

    @TempDir
    private Path folder;

    static List<String> names() {
        return Cases.all().stream()
                .filter(one -> one.group() != Group.START_UP)
                .map(Case::name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_case_runs_twice(String name) throws Exception {
        Case one = Cases.named(name).tiny();
        Iteration iteration = one.setup().start(one.parameters());
        assertThat(iteration.run()).isPositive();
        long items = iteration.run();
        if (one.unit() == Unit.MILLISECONDS) {
            assertThat(items).isEqualTo(1);
        } else {
            assertThat(items).isPositive();
        }
        Setup stock = one.stock();
        if (stock != null) {
            assertThat(stock.start(one.parameters()).run()).isEqualTo(1);
        }
    }

    @Test
    void items_are_counted() throws Exception {
        assertThat(items("decoding/beam-5/32")).isEqualTo(2); // the batch
        assertThat(items("decoding/sampling")).isEqualTo(10);
        assertThat(items("data/pointing/csv")).isEqualTo(30); // the lines
        assertThat(items("data/series/ts")).isEqualTo(30 * 20 * 4);
        assertThat(items("data/series/matlab")).isEqualTo(30 * 20 * 4);
        assertThat(items("data/pairs/tsv"))
                .isEqualTo(items("data/pairs/csv"))
                .isEqualTo(items("data/pairs/jsonl"))
                .isEqualTo(items("data/pairs/parallel"));
        assertThat(items("data/sentences/columns"))
                .isEqualTo(items("data/sentences/lines"))
                .isEqualTo(items("data/sentences/parallel"))
                .isEqualTo(items("data/sentences/jsonl"))
                .isEqualTo(items("data/lines"));
    }

    private static long items(String name) throws Exception {
        Case one = Cases.named(name).tiny();
        return one.setup().start(one.parameters()).run();
    }

    @Test
    void the_command_line_is_called() throws Exception {
        Path log = folder.resolve("log");
        Path command = Files.writeString(
                folder.resolve("seq4j"), "#!/bin/sh\necho \"$@\" >>" + log + "\nread line\necho \"got $line\"\n");
        assertThat(command.toFile().setExecutable(true)).isTrue();
        System.setProperty(COMMAND, command.toString());
        try {
            assertThat(items("start-up/help")).isEqualTo(1);
            assertThat(items("start-up/predict")).isEqualTo(1);
            List<String> calls = Files.readAllLines(log);
            assertThat(calls).hasSize(3);
            assertThat(calls.get(0)).isEqualTo("--help");
            assertThat(calls.get(1)).startsWith("train ");
            String runDir = ConfigLoader.load(Path.of(calls.get(1).substring("train ".length())), List.of())
                    .config()
                    .runDir();
            assertThat(calls.get(2)).isEqualTo("predict " + runDir);
            Files.writeString(command, "#!/bin/sh\necho no model >&2\nexit 2\n");
            assertThatThrownBy(() -> items("start-up/help"))
                    .hasMessage(command + " --help ended with status 2: no model");
        } finally {
            System.clearProperty(COMMAND);
        }
    }

    @Test
    void patterns_choose() {
        assertThat(Cases.matching(List.of())).isEqualTo(Cases.all());
        assertThat(Cases.matching(List.of("layer/lstm/512x1x1/*", "data/bpe/learn")))
                .extracting(Case::name)
                .containsExactly("layer/lstm/512x1x1/step", "data/bpe/learn");
        assertThatThrownBy(() -> Cases.matching(List.of("layer/lstm")))
                .hasMessage("No case is named layer/lstm; --list names them all, and * stands for any text, as in"
                        + " layer/lstm/*.");
    }

    @Test
    void names_are_unique_and_peers_are_there() {
        assertThat(Cases.all()).extracting(Case::name).doesNotHaveDuplicates();
        for (Case one : Cases.all()) {
            assertThat(one.name()).startsWith(one.group().prefix() + "/");
            if (one.peer() != null) {
                assertThat(Path.of("peers", one.peer() + ".py")).exists();
            }
            if (one.target() != null) {
                assertThat(one.peer()).isNotNull();
            }
        }
    }
}
