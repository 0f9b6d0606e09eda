package org.seq4j.data.bpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.data.DataException;
import org.seq4j.data.RandomText;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.CodePointOrder;
import org.seq4j.data.vocabulary.Vocabulary;

class BpeTest {
    @TempDir
    Path folder;

    private static Bpe learn(int merges, String... texts) {
        BpeLearner learner = new BpeLearner();
        Stream.of(texts).forEach(learner::add);
        return learner.learnMerges(merges);
    }

    /** Hostile strings: RandomText's, right-to-left text, space marks, byte tokens, lone surrogates, runs of spaces. */
    private static String hostile(SplittableRandom random) {
        String[] more = {
            "\u2581", " ", "   ", "שלום", "مرحبا", "\u200F", "<0xE2>", "<0x41>", "</s>", "▁a", "\uD83D", "\uDE00",
            "12,5", "\n"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(more[random.nextInt(more.length)]).append(RandomText.line(random, 4));
        }
        return text.toString();
    }

    @Test
    void joining_gives_back_any_text() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 20; round++) {
            BpeLearner learner = new BpeLearner();
            for (int i = 0; i < 20 * round; i++) {
                learner.add(hostile(random));
            }
            Bpe bpe = learner.add("a").learnMerges(10 * round);
            Vocabulary vocabulary = bpe.vocabulary();
            for (int i = 0; i < 100; i++) {
                String text = hostile(random);
                List<String> tokens = bpe.tokenize(text);
                assertThat(bpe.join(tokens)).isEqualTo(text);
                assertThat(tokens).allMatch(token -> !token.isEmpty() && vocabulary.contains(token));
                assertThat(tokens).doesNotContainAnyElementsOf(Vocabulary.SPECIALS);
            }
        }
        Bpe bpe = learn(5, "low lower lowest");
        assertThat(bpe.tokenize("")).isEmpty();
        assertThat(bpe.join(List.of())).isEmpty();
        String longRun = "x".repeat(1_000_000);
        assertThat(bpe.join(bpe.tokenize(longRun))).isEqualTo(longRun);
    }

    @Test
    void words_of_the_paper() {
        // low 5, lower 2, newest 6, widest 3 (Sennrich et al. 2016, section 3.2), with the mark before the word
        String text = "low ".repeat(5) + "lower ".repeat(2) + "newest ".repeat(6) + "widest ".repeat(2) + "widest";
        Bpe bpe = learn(3, text);
        assertThat(bpe.merges()).containsExactly(new Merge("e", "s"), new Merge("es", "t"), new Merge("l", "o"));
        assertThat(bpe.tokenize("lowest new")).containsExactly("▁", "lo", "w", "est", "▁", "n", "e", "w");
        assertThat(learn(100, text).tokenize("lowest low")).containsExactly("▁low", "est", "▁low");
    }

    @Test
    void unseen_characters_are_spelled_by_bytes() {
        Bpe bpe = learn(10, "low low");
        assertThat(bpe.tokenize("é😀▁l"))
                .containsExactly(
                        "▁", "<0xC3>", "<0xA9>", "<0xF0>", "<0x9F>", "<0x98>", "<0x80>", "<0xE2>", "<0x96>", "<0x81>",
                        "l");
        assertThat(bpe.join(List.of("▁low", "<0xF0>", "<0x9F>", "<0x41>", "▁", "<0xC0>", "<0x80>", "<0xed>")))
                .isEqualTo("low\uFFFD\uFFFDA \uFFFD\uFFFD<0xed>");
        byte[] utf8 = "aé中😀\u0000\uFFFD".getBytes(StandardCharsets.UTF_8);
        List<String> spelled = new ArrayList<>();
        "aé中😀\u0000\uFFFD".codePoints().forEach(c -> ByteTokens.spell(c, spelled));
        assertThat(spelled).hasSize(utf8.length);
        for (int i = 0; i < utf8.length; i++) {
            assertThat(ByteTokens.value(spelled.get(i))).isEqualTo(utf8[i] & 0xFF);
        }
    }

    @Test
    void letters_digits_and_the_rest_are_kept_apart() {
        Bpe bpe = learn(1000, "don't pay 12,50 now!! ".repeat(3) + "don't pay 12,50 now!!");
        assertThat(bpe.tokenize("don't pay 12,50 now!!"))
                .containsExactly("▁don", "'", "t", "▁pay", "▁12", ",", "50", "▁now", "!!");
    }

    @Test
    void learning_is_what_counting_everything_anew_each_time_gives() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 12; round++) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                texts.add(round % 2 == 0 ? hostile(random) : letters(random));
            }
            BpeLearner learner = new BpeLearner();
            texts.forEach(learner::add);
            Bpe learned = learner.learnMerges(60);
            assertThat(learned.merges()).isEqualTo(naive(learned.characters(), texts, 60));
        }
    }

    /** Words of few letters, so that the same token comes about in several ways. */
    private static String letters(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append("aaabc ".charAt(random.nextInt(6)));
        }
        return text.toString();
    }

    private static List<Merge> naive(List<String> characters, List<String> texts, int most) {
        List<Merge> merges = new ArrayList<>();
        while (merges.size() < most) {
            Bpe now = new Bpe(characters, merges);
            Map<Merge, Integer> counts = new HashMap<>();
            for (String text : texts) {
                Pieces.forEach(text, piece -> {
                    List<String> tokens = now.cut(piece);
                    for (int i = 1; i < tokens.size(); i++) {
                        if (ByteTokens.value(tokens.get(i - 1)) < 0 && ByteTokens.value(tokens.get(i)) < 0) {
                            counts.merge(new Merge(tokens.get(i - 1), tokens.get(i)), 1, Integer::sum);
                        }
                    }
                });
            }
            Merge best = null;
            for (Merge merge : counts.keySet()) {
                if (counts.get(merge) > 1
                        && !Bpe.reserved(merge.result())
                        && (best == null || before(merge, best, counts))) {
                    best = merge;
                }
            }
            if (best == null) {
                break;
            }
            merges.add(best);
        }
        return merges;
    }

    private static boolean before(Merge a, Merge b, Map<Merge, Integer> counts) {
        int byCount = counts.get(b) - counts.get(a);
        int byLeft = byCount != 0 ? byCount : CodePointOrder.compare(a.left(), b.left());
        return (byLeft != 0 ? byLeft : CodePointOrder.compare(a.right(), b.right())) < 0;
    }

    @Test
    void a_vocabulary_has_the_size_asked_for() {
        BpeLearner learner = new BpeLearner();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 300; i++) {
            learner.add(letters(random));
        }
        for (int size : new int[] {264, 265, 300, 400}) {
            assertThat(learner.learnVocabulary(size).vocabulary().size()).isEqualTo(size);
        }
        assertThatThrownBy(() -> learner.learnVocabulary(263))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("263", "4 characters", "need 264");
        assertThatThrownBy(() -> new BpeLearner().learnMerges(1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no text");
        assertThatThrownBy(() -> learner.learnMerges(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(learn(100, "ab ab abc").merges()).hasSize(2);
    }

    @Test
    void the_text_form_is_read_back() throws IOException, ClassNotFoundException {
        SplittableRandom random = new SplittableRandom(5);
        BpeLearner learner = new BpeLearner();
        for (int i = 0; i < 200; i++) {
            learner.add(hostile(random));
        }
        Bpe bpe = learner.learnMerges(150);
        assertThat(Bpe.fromText(bpe.toText(), "x")).isEqualTo(bpe).hasSameHashCodeAs(bpe);
        bpe.write(folder.resolve("bpe.txt"));
        Bpe again = Bpe.read(folder.resolve("bpe.txt"));
        assertThat(again).isEqualTo(bpe);
        String text = hostile(random);
        assertThat(again.tokenize(text)).isEqualTo(bpe.tokenize(text));

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(bpe.lowercased());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Tokenizer copy = (Tokenizer) in.readObject();
            assertThat(copy).isEqualTo(bpe.lowercased());
            assertThat(copy.tokenize("Abc")).isEqualTo(bpe.tokenize("abc"));
        }
    }

    @Test
    void a_wrong_line_is_named() {
        refused("", "x:1:", "seq4j-bpe");
        refused("seq4j-bpe 1: 2 characters, 0 merges\na\n", "x:3:", "ends here");
        refused("seq4j-bpe 1: 1 characters, 1 merges\na\na\n", "x:3:", "two tokens");
        refused("seq4j-bpe 1: 1 characters, 1 merges\na a\na a\n", "x:2:", "a character");
        refused("seq4j-bpe 1: 1 characters, 0 merges\na\na\n", "after the 0 merges");
        refused("seq4j-bpe 1: 1 characters, 0 merges\n\\q\n", "x:2:", "escapes");
        refused("seq4j-bpe 1: 1 characters, 1 merges\na\na b\n", "x: ", "merge 1 of 'a' and 'b'");
        refused("seq4j-bpe 1: 1 characters, 2 merges\na\na a\na a\n", "x: ", "twice");
        refused("seq4j-bpe 1: 1 characters, 0 merges\nab\n", "x: ", "no single character");
        refused("seq4j-bpe 1: 3 characters, 2 merges\n<\ns\n>\n< s\n<s >\n", "x: ", "'<s>'", "special");
    }

    private static void refused(String text, String... sentence) {
        assertThatThrownBy(() -> Bpe.fromText(text, "x"))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(sentence)
                .hasMessageEndingWith(".");
    }
}
