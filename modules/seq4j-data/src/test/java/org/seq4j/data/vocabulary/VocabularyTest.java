package org.seq4j.data.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seq4j.data.DataException;
import org.seq4j.data.RandomText;
import org.seq4j.data.token.Tokenizer;

class VocabularyTest {
    private static final String SPECIALS = "<pad>\n<unk>\n<s>\n</s>\n";

    @TempDir
    Path folder;

    @Test
    void the_specials_come_first() {
        Vocabulary empty = Vocabulary.of(List.of());
        assertThat(empty.tokens()).containsExactly("<pad>", "<unk>", "<s>", "</s>");
        assertThat(empty.id("<pad>")).isEqualTo(Vocabulary.PAD);
        assertThat(empty.id("</s>")).isEqualTo(Vocabulary.EOS);
        assertThat(empty.id("anything")).isEqualTo(Vocabulary.UNK);
    }

    @Test
    void tokens_are_ordered_by_falling_frequency_then_code_point() {
        Vocabulary.Counter counter = new Vocabulary.Counter();
        counter.addAll(List.of("b", "a", "\uFB01", "😀", "c", "c", "<unk>", "</s>"));
        assertThat(counter.total()).isEqualTo(6);
        assertThat(counter.distinct()).isEqualTo(5);
        assertThat(counter.build().tokens().subList(4, 9)).containsExactly("c", "a", "b", "\uFB01", "😀");
        assertThat(counter.build(2, 0).tokens().subList(4, 5)).containsExactly("c");
        assertThat(counter.build(1, 2).tokens().subList(4, 6)).containsExactly("c", "a");
        assertThat(counter.build(3, 0).size()).isEqualTo(4);
    }

    @Test
    void unknown_tokens_and_a_literal_padding_token_are_encoded_as_unknown() {
        Vocabulary vocabulary = Vocabulary.of(List.of("a"));
        assertThat(vocabulary.encode(List.of("a", "b", "<pad>", "</s>", "<s>"))).containsExactly(4, 1, 1, 3, 2);
        assertThat(vocabulary.decode(new int[] {4, 0, 3})).containsExactly("a", "<pad>", "</s>");
        assertThatThrownBy(() -> vocabulary.token(5))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("0..4");
    }

    @Test
    void every_token_survives_the_text_form() throws IOException {
        Set<String> tokens = new LinkedHashSet<>(List.of(
                "\n",
                "\r",
                "\t",
                " ",
                "  ",
                " a",
                "a ",
                "\\",
                "\\n",
                "\uFEFF",
                "\u2028",
                "\u0085",
                "\uD800",
                "\uDC00",
                "\uDC00\uD800",
                "a\uD83D",
                "😀",
                "\u0301",
                "\u00A0",
                "\u0000",
                "#",
                "\\u{41}"));
        for (long seed = 0; seed < 500; seed++) {
            String token = RandomText.line(new SplittableRandom(seed), 6);
            if (!token.isEmpty() && !Vocabulary.SPECIALS.contains(token)) {
                tokens.add(token);
            }
        }
        Vocabulary vocabulary = Vocabulary.of(List.copyOf(tokens));
        Path file = folder.resolve("tokens.vocab");
        vocabulary.write(file);
        assertThat(Vocabulary.read(file)).isEqualTo(vocabulary).hasSameHashCodeAs(vocabulary);
        assertThat(Vocabulary.fromText(vocabulary.toText().replace("\n", "\r\n")))
                .isEqualTo(vocabulary);
        assertThat(Vocabulary.fromText("\uFEFF" + vocabulary.toText())).isEqualTo(vocabulary);
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        assertThat(lines).hasSize(vocabulary.size()); // the id is the line number minus one
        assertThat(lines.subList(4, 12)).containsExactly("\\n", "\\r", "\\t", "\\s", "\\s\\s", "\\sa", "a\\s", "\\\\");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a;b;a        | v.txt:7: | already stands on line 5",
                "a;;b         | v.txt:6: | the line is empty",
                "a;b\\x       | v.txt:6: | starts none of the escapes",
                "\\           | v.txt:5: | starts none of the escapes",
                "\\u41        | v.txt:5: | starts none of the escapes",
                "\\u{110000}  | v.txt:5: | starts none of the escapes",
                "\\u{-1}      | v.txt:5: | starts none of the escapes",
                "\\u{}        | v.txt:5: | starts none of the escapes",
                "<unk>        | v.txt:5: | already stands on line 2",
            })
    void a_wrong_line_is_named(String lines, String place, String problem) {
        String text = SPECIALS + lines.replace(';', '\n') + "\n";
        assertThatThrownBy(() -> Vocabulary.fromText(text, "v.txt"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(place)
                .hasMessageContaining(problem);
    }

    @Test
    void a_text_without_the_specials_is_refused() {
        assertThatThrownBy(() -> Vocabulary.fromText("a\nb\n", "v.txt")).hasMessageStartingWith("v.txt:1:");
        assertThatThrownBy(() -> Vocabulary.fromText("", "v.txt")).hasMessageStartingWith("v.txt:1:");
        assertThatThrownBy(() -> Vocabulary.fromText("<pad>\n<unk>\n", "v.txt")).hasMessageStartingWith("v.txt:3:");
    }

    @Test
    void a_file_that_is_missing_or_no_utf8_is_a_sentence() throws IOException {
        Path file = folder.resolve("v.txt");
        assertThatThrownBy(() -> Vocabulary.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no file");
        Files.write(file, new byte[] {'<', (byte) 0xE9});
        assertThatThrownBy(() -> Vocabulary.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("v.txt:1: byte 2", "not UTF-8");
    }

    @Test
    void empty_and_repeated_tokens_are_refused() {
        assertThatThrownBy(() -> Vocabulary.of(List.of(""))).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Vocabulary.of(List.of("a", "a")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> Vocabulary.of(List.of("<s>"))).isInstanceOf(DataException.class);
    }

    @Test
    void counted_characters_encode_and_decode_to_the_same_line() {
        Tokenizer tokenizer = Tokenizer.characters();
        for (long seed = 0; seed < 300; seed++) {
            String line = RandomText.line(new SplittableRandom(seed), 20);
            List<String> tokens = tokenizer.tokenize(line);
            Vocabulary vocabulary = new Vocabulary.Counter().addAll(tokens).build();
            assertThat(tokenizer.join(vocabulary.decode(vocabulary.encode(tokens))))
                    .as("seed %d", seed)
                    .isEqualTo(line);
        }
    }

    @Test
    void a_counter_that_is_full_forgets_the_rarest() {
        Vocabulary.Counter counter = new Vocabulary.Counter(100);
        for (int i = 0; i < 10_000; i++) {
            counter.add("rare" + i).add("often").add("now and then " + i % 20);
        }
        assertThat(counter.distinct()).isBetween(21, 100);
        assertThat(counter.total()).isEqualTo(30_000);
        assertThat(counter.count("often")).isEqualTo(10_000);
        assertThat(counter.build(1, 1).token(4)).isEqualTo("often");
        assertThat(counter.build(400, 0).size()).isEqualTo(4 + 21);
    }
}
