package org.seq4j.data.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.data.DataException;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

class CorpusTest {
    private static final Tokenizer CHARS = Tokenizer.characters();
    private static final Tokenizer WORDS = Tokenizer.words();

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("text.txt"), text);
    }

    private static Vocabulary vocabulary(TextFile file) {
        Vocabulary.Counter counter = new Vocabulary.Counter();
        file.count(Span.ALL, counter);
        return counter.build();
    }

    @Test
    void continuous_text_keeps_every_character_and_line_break() throws IOException {
        String text = "one\n\n two 😀\nlast";
        TextFile file = new TextFile(file(text), CHARS);
        Vocabulary vocabulary = vocabulary(file);
        EncodedText encoded = file.encode(Span.ALL, vocabulary);
        assertThat(CHARS.joinText(vocabulary.decode(encoded.ids()))).isEqualTo(text);
        assertThat(file.countTokens()).isEqualTo(encoded.ids().length).isEqualTo(text.codePointCount(0, text.length()));
        assertThat(encoded.characters()).isEqualTo(file.countTokens());
        assertThat(encoded.unknown()).isZero();
    }

    @Test
    void continuous_words_end_each_line_with_the_end_token() throws IOException {
        TextFile file = new TextFile(file("to  be\r\n\r\nor not\r\n"), WORDS);
        Vocabulary vocabulary = vocabulary(file);
        EncodedText encoded = file.encode(Span.ALL, vocabulary);
        assertThat(vocabulary.decode(encoded.ids())).containsExactly("to", "be", "</s>", "</s>", "or", "not", "</s>");
        assertThat(encoded.characters()).isEqualTo("to be\n\nor not\n".length());
        assertThat(file.encode(Span.ALL, Vocabulary.of(List.of("be"))).unknown())
                .isEqualTo(3);
    }

    @Test
    void spans_of_a_text_put_together_are_the_text() throws IOException {
        for (Tokenizer tokenizer : List.of(CHARS, WORDS)) {
            TextFile file = new TextFile(file("a b c\n\nd e\nf"), tokenizer);
            Vocabulary vocabulary = vocabulary(file);
            int n = (int) file.countTokens();
            int[] whole = file.encode(Span.ALL, vocabulary).ids();
            for (int cut = 0; cut <= n; cut++) {
                List<Integer> ids = new ArrayList<>();
                for (int id : file.encode(new Span(0, cut), vocabulary).ids()) {
                    ids.add(id);
                }
                assertThat(ids).hasSize(cut);
                for (int id : file.encode(new Span(cut, n), vocabulary).ids()) {
                    ids.add(id);
                }
                assertThat(ids.stream().mapToInt(i -> i)).containsExactly(boxed(whole));
            }
        }
    }

    private static Integer[] boxed(int[] values) {
        return Arrays.stream(values).boxed().toArray(Integer[]::new);
    }

    @Test
    void a_vocabulary_can_be_counted_from_the_training_part_alone() throws IOException {
        TextFile file = new TextFile(file("aaab"), CHARS);
        Vocabulary.Counter counter = new Vocabulary.Counter();
        file.count(new Span(0, 3), counter);
        assertThat(counter.build().tokens()).endsWith("a").doesNotContain("b");
    }

    @Test
    void splits_are_the_end_of_the_corpus_and_cover_it() {
        assertThat(Span.split(1_115_394, 0.1, 0.0))
                .containsExactly(
                        new Span(0, 1_003_854), new Span(1_003_854, 1_115_394), new Span(1_115_394, 1_115_394));
        assertThat(Span.split(10, 0.1, 0.2)).containsExactly(new Span(0, 7), new Span(7, 8), new Span(8, 10));
        assertThat(Span.split(0, 0.1, 0.1)).allMatch(s -> s.length() == 0);
        assertThat(Span.split(7, 0, 0).get(0)).isEqualTo(new Span(0, 7));
        assertThatThrownBy(() -> Span.split(10, 0.5, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Span.split(10, Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void empty_lines_are_skipped_and_counted() throws IOException {
        LineFile file = new LineFile(file("\na b\n \n\nc\n\n"), WORDS);
        Vocabulary vocabulary =
                new Vocabulary.Counter().addAll(List.of("a", "b")).build();
        EncodedLines encoded = file.encode(Span.ALL, vocabulary);
        assertThat(encoded.lines()).containsExactly(new int[] {4, 5}, new int[] {1});
        assertThat(encoded.report()).isEqualTo(new LineReport(2, 4, 0, 0, 3, 1, 4));
        assertThat(encoded.report().describe()).isEqualTo("2 lines, 3 tokens, 1 unknown, 4 empty lines skipped");
        assertThat(file.countLines()).isEqualTo(2);
    }

    @Test
    void long_lines_are_dropped_or_cut_and_counted() throws IOException {
        Path path = file("<x>abc\nabcd\nab\nabcde");
        Tokenizer tagged = CHARS.withLeadingTag();
        Vocabulary.Counter counter = new Vocabulary.Counter();
        LineReport dropped = new LineFile(path, tagged, 4, OverLength.DROP).count(Span.ALL, counter);
        assertThat(dropped).isEqualTo(new LineReport(3, 0, 1, 0, 10, 0, 12));
        assertThat(dropped.describe()).endsWith("1 line longer than max_length dropped");
        assertThat(counter.count("e")).isZero();
        EncodedLines cut = new LineFile(path, tagged, 4, OverLength.TRUNCATE).encode(Span.ALL, counter.build());
        assertThat(cut.lines())
                .hasSize(4)
                .last()
                .satisfies(line -> assertThat(line).hasSize(4));
        assertThat(cut.report().truncated()).isEqualTo(1);
        assertThat(cut.report().leftOut()).isTrue();
    }

    @Test
    void spans_of_lines_count_lines_with_tokens_whatever_their_length() throws IOException {
        LineFile file = new LineFile(file("a\n\nbbb\nc\n\nd\n"), CHARS, 2, OverLength.DROP);
        Vocabulary vocabulary = Vocabulary.of(List.of("a", "b", "c", "d"));
        assertThat(file.countLines()).isEqualTo(4);
        EncodedLines first = file.encode(new Span(0, 2), vocabulary);
        EncodedLines second = file.encode(new Span(2, 4), vocabulary);
        assertThat(first.lines()).containsExactly(new int[] {4});
        assertThat(second.lines()).containsExactly(new int[] {6}, new int[] {7});
        assertThat(first.report().dropped()).isEqualTo(1);
        assertThat(first.report().empty() + second.report().empty()).isEqualTo(2);
    }

    @Test
    void empty_files_and_files_of_blank_lines_have_nothing() throws IOException {
        for (String text : List.of("", "\n", "\n\r\n \n")) {
            LineFile lines = new LineFile(file(text), WORDS);
            assertThat(lines.encode(Span.ALL, Vocabulary.of(List.of())).lines()).isEmpty();
            assertThat(lines.countLines()).isZero();
        }
        assertThat(new TextFile(file(""), CHARS).countTokens()).isZero();
        assertThat(new TextFile(file("\n"), CHARS).countTokens()).isEqualTo(1);
    }

    @Test
    void a_malformed_line_is_named_by_file_and_line() throws IOException {
        Path path = folder.resolve("latin.txt");
        Files.write(path, new byte[] {'a', '\n', (byte) 0xE9, '\n'});
        assertThatThrownBy(() -> new TextFile(path, CHARS).countTokens())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("latin.txt:2:");
        assertThatThrownBy(() -> new LineFile(path, CHARS).countLines())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("latin.txt:2:");
    }

    @Test
    void tiny_shakespeare_is_what_its_source_says() {
        String root = System.getenv("SEQ4J_DATA");
        Assumptions.assumeTrue(root != null, "SEQ4J_DATA is not set: no tinyshakespeare to read");
        Path path = Path.of(root, "charlm_tinyshakespeare", "input.txt");
        Assumptions.assumeTrue(Files.exists(path), path + " is not there: no tinyshakespeare to read");
        TextFile file = new TextFile(path, CHARS);
        Vocabulary vocabulary = vocabulary(file);
        assertThat(vocabulary.size()).isEqualTo(4 + 65);
        assertThat(file.countTokens()).isEqualTo(1_115_394);
        assertThat(file.encode(Span.split(1_115_394, 0.1, 0).get(1), vocabulary).ids())
                .hasSize(111_540);
    }
}
