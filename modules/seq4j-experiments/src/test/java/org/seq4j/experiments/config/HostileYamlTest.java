package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a file holds, it ends in one sentence with a position, soon. */
class HostileYamlTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                     | 1:1: the file is empty; expected keys such as name and model",
                "# nothing\\n           | 1:1: the file is empty; expected keys such as name and model",
                "- a\\n- b              | 1:1: expected keys such as name and model at the top, found a list",
                "name                   | 1:1: expected keys such as name and model at the top, found name",
                "a: 1\\nb: 2\\na: 3     | 3:1: the key a is there twice, first at x.yaml:1:1; remove one",
                "m: {a: 1, a: 2}        | 1:11: the key a is there twice, first at x.yaml:1:5; remove one",
                "a:\\n\\tb: 1           | 2:1: found a tab; YAML is indented with spaces",
                "a: &x {b: 1}\\nc:\\n  <<: *x | 3:3: the merge key << is not part of YAML 1.2; use extends, or repeat the keys",
                "? [a]\\n: 1            | 1:3: expected a name before the colon, found a list or a mapping",
                "a: [1, 2               | 1:9: not readable as YAML: while parsing a flow sequence, expected ',' or ']', but got <stream end>",
                "a: 1\\n---\\nb: 2      | 2:1: not readable as YAML: expected a single document in the stream, but found another document",
                "a: *nowhere            | 1:4: not readable as YAML: found undefined alias nowhere",
                "a: b: c                | 1:5: not readable as YAML: mapping values are not allowed here",
                "a: \\u0007             | 1:4: the character U+0007 is not allowed in YAML",
            })
    void endsInOneSentence(String text, String sentence) {
        String yaml = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0007", "\u0007");
        assertThat(files().with("x.yaml", yaml).faults("x.yaml")).containsExactly("x.yaml:" + sentence);
    }

    @Test
    void billionLaughs() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int i = 1; i < 40; i++) {
            yaml.append(String.format("a%d: &a%d [*a%d, *a%d]%n", i, i, i - 1, i - 1));
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(files().with("x.yaml", yaml.toString()).faults("x.yaml"))
                        .singleElement()
                        .asString()
                        .matches(
                                "x.yaml:1:\\d+: more than 10000 values once the aliases \\(\\*\\) are written out; remove some"));
    }

    @Test
    void anAliasOfItself() {
        assertThat(files().with("x.yaml", "a: &a [*a]").faults("x.yaml"))
                .singleElement()
                .asString()
                .startsWith("x.yaml:1:")
                .contains("nested deeper than 32 levels");
    }

    @ParameterizedTest
    @CsvSource({"33", "1000", "200000"})
    void deepNesting(int depth) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(files().with("x.yaml", "a: " + "[".repeat(depth) + "]".repeat(depth))
                                .faults("x.yaml"))
                        .singleElement()
                        .asString()
                        .startsWith("x.yaml:1:")
                        .endsWith("nested deeper than 32 levels; an experiment file has at most five"));
    }

    @Test
    void bytesThatAreNotUtf8() {
        byte[] latin = "name: caf\u00e9\nseed: caf\u00e9".getBytes(StandardCharsets.UTF_8);
        byte[] mixed = "name: caf\u00e9\nseed: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(files().with("good.yaml", latin).faults("good.yaml")).noneMatch(fault -> fault.contains("UTF-8;"));
        assertThat(files().with("x.yaml", mixed).faults("x.yaml"))
                .containsExactly("x.yaml:1:10: the byte 0xE9 is not UTF-8; save the file as UTF-8");
        assertThat(files().with("y.yaml", new byte[] {'a', ':', ' ', (byte) 0xC3})
                        .faults("y.yaml"))
                .containsExactly("y.yaml:1:4: the byte 0xC3 is not UTF-8; save the file as UTF-8");
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(files().with("x.yaml", "\uFEFF" + ConfigFiles.LEAST).faults("x.yaml"))
                .isEmpty();
    }

    @Test
    void windowsLineEnds() {
        assertThat(files().with("x.yaml", ConfigFiles.LEAST.replace("\n", "\r\n"))
                        .faults("x.yaml"))
                .isEmpty();
    }

    @Test
    void anchorsAndAliasesWork() {
        String yaml = ConfigFiles.LEAST.replace(
                "type: language_model", "type: language_model, num_layers: &n 3, hidden_size: *n");
        LanguageModelConfig model = (LanguageModelConfig)
                files().with("x.yaml", yaml).load("x.yaml").config().model();
        assertThat(model.hiddenSize()).isEqualTo(3);
    }

    @Test
    void tagsMakeNoObjects() {
        String yaml = ConfigFiles.LEAST + "run_dir: !!java.io.File [/tmp/x]\n";
        assertThat(files().with("x.yaml", yaml).faults("x.yaml"))
                .containsExactly("x.yaml:6:10: run_dir: expected text, found a list");
    }

    @Test
    void aHugeFile() {
        assertThat(files().with("x.yaml", "#".repeat(2 << 20)).faults("x.yaml"))
                .containsExactly("x.yaml: expected an experiment file, found one of more than a megabyte");
        assertThat(files().faults(".")).singleElement().asString().endsWith("expected a YAML file, found a folder");
    }

    @Test
    void aThousandUnknownKeys() {
        String yaml = IntStream.range(0, 1000).mapToObj(i -> "k" + i + ": 1").collect(Collectors.joining("\n"));
        assertThat(files().with("x.yaml", yaml).faults("x.yaml")).hasSizeGreaterThan(1000);
    }

    private ConfigFiles files() {
        return new ConfigFiles(folder);
    }
}
