package org.seq4j.data.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.data.DataException;
import org.seq4j.data.RandomText;
import org.seq4j.data.pair.PairFile.Format;

class PairReaderTest {
    @TempDir
    Path folder;

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<TextPair> read(PairFile file) {
        List<TextPair> pairs = new ArrayList<>();
        try (PairReader reader = PairReader.open(file)) {
            for (TextPair pair = reader.next(); pair != null; pair = reader.next()) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    private static void refused(PairFile file, String... sentence) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(sentence)
                .hasMessageEndingWith(".");
    }

    @Test
    void tsv_takes_the_named_columns_and_keeps_quotes() {
        Path file = write("a.tsv", "x\ty\tz\n\n\"1\t2 \t3\r\n\t\tend");
        assertThat(read(PairFile.tsv(file, 2, 0)))
                .containsExactly(
                        new TextPair("z", "x"),
                        new TextPair("", ""),
                        new TextPair("3", "\"1"),
                        new TextPair("end", ""));
        assertThat(read(new PairFile(Format.TSV, file, null, "y", "2", true)))
                .containsExactly(new TextPair("", ""), new TextPair("2 ", "3"), new TextPair("", "end"));
    }

    @Test
    void a_column_that_is_not_there_is_named_with_its_line() {
        Path file = write("b.tsv", "x\ty\nalone\n");
        refused(PairFile.tsv(file, 0, 1), "b.tsv:2:", "target is column 1", "only 1 tab-separated field");
        refused(PairFile.tsv(file, 5, 1), "b.tsv:1:", "source is column 5", "only 2 tab-separated fields");
        refused(new PairFile(Format.TSV, file, null, "x", "q", true), "b.tsv:1:", "no column 'q'", "x, y");
        refused(new PairFile(Format.TSV, file, null, "x", "y", false), "'x' is no number", "without a header");
        refused(new PairFile(Format.TSV, write("c", "a\ta\n"), null, "a", "1", true), "column 'a' twice");
        refused(new PairFile(Format.TSV, write("d", ""), null, "a", "1", true), "is empty");
    }

    @Test
    void csv_follows_rfc_4180() {
        Path file = write("a.csv", "id,source,target\r\n1,\"a, \"\"b\"\"\",c\r\n2,\"two\r\nlines\n\",\"\"\n\n3,d,e");
        try (PairReader reader = PairReader.open(PairFile.csv(file, "source", "2", true))) {
            assertThat(reader.next()).isEqualTo(new TextPair("a, \"b\"", "c"));
            assertThat(reader.next()).isEqualTo(new TextPair("two\nlines\n", ""));
            assertThat(reader.lineNumber()).isEqualTo(3);
            assertThat(reader.next()).isEqualTo(new TextPair("", ""));
            assertThat(reader.next()).isEqualTo(new TextPair("d", "e"));
            assertThat(reader.lineNumber()).isEqualTo(7);
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void csv_that_breaks_the_grammar_is_refused_with_its_line_and_field() {
        refused(PairFile.csv(write("1.csv", "a,b\nc,d\"e\n"), "0", "1", false), "1.csv:2: field 1", "quote inside");
        refused(PairFile.csv(write("2.csv", "a,b\n\"c\"d,e\n"), "0", "1", false), "2.csv:2: field 0", "closing quote");
        refused(PairFile.csv(write("3.csv", "a,b\nc,\"d\n\nx,y\n"), "0", "1", false), "3.csv:2:", "field 1", "closed");
        refused(PairFile.csv(write("4.csv", "a,b\n\"\n\",\n\nc\n"), "0", "1", false), "4.csv:5:", "1 comma-separated");
    }

    @Test
    void csv_gives_back_any_text_that_was_quoted() {
        SplittableRandom random = new SplittableRandom(4);
        List<TextPair> pairs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            pairs.add(new TextPair(hostile(random), hostile(random)));
        }
        String text = pairs.stream()
                .map(p -> quote(p.source()) + "," + quote(p.target()))
                .collect(Collectors.joining("\n"));
        assertThat(read(PairFile.csv(write("r.csv", text), "0", "1", false))).isEqualTo(pairs);
    }

    private static String hostile(SplittableRandom random) {
        return RandomText.line(random, 3)
                + List.of("", ",", "\"", "\n", "\"\"\n").get(random.nextInt(5))
                + RandomText.line(random, 3);
    }

    private static String quote(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    @Test
    void jsonl_takes_fields_by_name_and_by_path() {
        Path file = write(
                "a.jsonl",
                "{\"q\": \"a\\n\\u00e9\", \"a.b\": \"flat\", \"n\": 1}\n\n{\"q\":\"b\",\"a\":{\"b\":\"deep\"}}\n");
        assertThat(read(PairFile.jsonl(file, "q", "a.b")))
                .containsExactly(new TextPair("a\né", "flat"), new TextPair("", ""), new TextPair("b", "deep"));
    }

    @Test
    void jsonl_faults_name_the_line_and_the_field() {
        Path file = write("b.jsonl", "{\"q\": \"a\", \"n\": 1}\n");
        refused(PairFile.jsonl(file, "q", "x.y"), "b.jsonl:1:", "no field 'x.y'", "q, n");
        refused(PairFile.jsonl(file, "q", "n"), "b.jsonl:1:", "'n' is number", "text is needed");
        refused(PairFile.jsonl(write("c", "\n{\"q\": \n"), "q", "n"), ":2: the line is not JSON");
        refused(PairFile.jsonl(write("d", "{\"q\":\"a\"} {}\n"), "q", "n"), ":1: the line is not JSON");
        refused(PairFile.jsonl(write("e", "{\"q\":\"a\",\"q\":\"b\"}\n"), "q", "q"), ":1: the line is not JSON");
        refused(PairFile.jsonl(write("f", "[1]\n"), "q", "n"), ":1: the line is array", "object");
    }

    @Test
    void parallel_files_need_as_many_lines() {
        Path three = write("three", "a\n\nc\n");
        Path two = write("two", "1\n2");
        assertThat(read(PairFile.parallel(three, three)))
                .containsExactly(new TextPair("a", "a"), new TextPair("", ""), new TextPair("c", "c"));
        refused(PairFile.parallel(three, two), "two ends after line 2", "three goes on");
        refused(PairFile.parallel(two, three), "two ends after line 2", "three goes on");
    }

    @Test
    void malformed_utf_8_and_missing_files_are_refused() throws IOException {
        Path file = folder.resolve("latin1.tsv");
        Files.write(file, "a\tb\nc\t\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        refused(PairFile.tsv(file, 0, 1), "latin1.tsv:2:", "not UTF-8");
        refused(PairFile.csv(file, "0", "0", false), "latin1.tsv:2:", "not UTF-8");
        refused(PairFile.parallel(file, file), "latin1.tsv:2:", "not UTF-8");
        refused(PairFile.jsonl(folder.resolve("none"), "a", "b"), "no file", "none");
        refused(PairFile.parallel(file, folder.resolve("none")), "no file", "none");
    }

    @Test
    void a_layout_has_the_options_it_can_use() {
        Path file = folder.resolve("x");
        assertThatThrownBy(() -> new PairFile(Format.PARALLEL, file, null, "", "", false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PairFile(Format.JSONL, file, null, "a", "b", true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
