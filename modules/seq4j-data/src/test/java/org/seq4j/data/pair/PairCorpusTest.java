package org.seq4j.data.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.data.catalogue.Catalogue;
import org.seq4j.data.catalogue.DataSet;
import org.seq4j.data.corpus.OverLength;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

class PairCorpusTest {
    @TempDir
    Path folder;

    private TokenizedPairs pairs(PairSide source, PairSide target, String text) throws IOException {
        return new TokenizedPairs(
                PairFile.tsv(Files.writeString(folder.resolve("pairs.tsv"), text), 0, 1), source, target);
    }

    private static final PairSide WORDS = new PairSide(Tokenizer.words());
    private static final PairSide FOUR = new PairSide(Tokenizer.words(), 4, OverLength.DROP);

    @Test
    void what_is_left_out_is_counted_by_side() throws IOException {
        TokenizedPairs pairs = pairs(
                FOUR,
                new PairSide(Tokenizer.words(), 2, OverLength.DROP),
                "a b\tx\n \tx\n1 2 3 4 5\tx\na\t1 2 3\n1 2 3 4 5\t1 2 3\na b c d\tx y\n\n");
        Vocabulary.Counter sources = new Vocabulary.Counter();
        Vocabulary.Counter targets = new Vocabulary.Counter();
        PairReport report = pairs.count(sources, targets);
        assertThat(report)
                .isEqualTo(new PairReport(
                        2, 2, 3, new PairReport.Side(2, 0, 6, 0, 4), new PairReport.Side(2, 0, 3, 0, 2)));
        assertThat(report.leftOut()).isTrue();
        assertThat(report.describe())
                .isEqualTo("2 pairs (source 6 tokens; target 3 tokens), 2 with an empty side skipped, 3 longer than"
                        + " max_length dropped (source 2, target 2)");
        assertThat(sources.distinct()).isEqualTo(4);
        assertThat(targets.count("x")).isEqualTo(2);
    }

    @Test
    void a_side_may_be_cut() throws IOException {
        TokenizedPairs pairs =
                pairs(new PairSide(Tokenizer.words(), 2, OverLength.TRUNCATE), FOUR, "a b c\tx\na\t1 2 3 4 5\n");
        Vocabulary.Counter joint = new Vocabulary.Counter();
        PairReport report = pairs.count(joint, joint);
        assertThat(report)
                .isEqualTo(new PairReport(
                        1, 0, 1, new PairReport.Side(0, 1, 2, 0, 2), new PairReport.Side(1, 0, 1, 0, 1)));
        assertThat(joint.build().tokens()).containsExactly("<pad>", "<unk>", "<s>", "</s>", "a", "b", "x");
        assertThat(report.describe()).contains("1 sources cut");
    }

    @Test
    void unknown_tokens_are_counted_and_copied_ones_are_known() throws IOException {
        TokenizedPairs pairs = pairs(WORDS, WORDS, "a new b new <unk>\tnew b other\nb\tb\n");
        Vocabulary source = Vocabulary.of(List.of("a", "b"));
        Vocabulary target = Vocabulary.of(List.of("b")); // ids: b 4, V = 5
        MemoryPairs plain = MemoryPairs.read(pairs, new PairEncoder(source, target, false));
        assertThat(plain.report().source().unknown()).isEqualTo(3);
        assertThat(plain.report().target().unknown()).isEqualTo(2);
        assertThat(plain.pair(0).target()).containsExactly(1, 4, 1);
        assertThat(plain.pair(0).copySource()).isNull();

        MemoryPairs copy = MemoryPairs.read(pairs, new PairEncoder(source, target, true));
        assertThat(copy.size()).isEqualTo(2);
        assertThat(copy.pair(0).source()).containsExactly(4, 1, 5, 1, 1);
        assertThat(copy.pair(0).copySource()).containsExactly(5, 6, 4, 6, 1);
        assertThat(copy.pair(0).target()).containsExactly(6, 4, 1);
        assertThat(copy.pair(1).copySource()).containsExactly(4);
        assertThat(copy.report().target().unknown()).isEqualTo(1);
        assertThat(copy.sourceLength(0)).isEqualTo(5);
        assertThat(copy.targetLength(0)).isEqualTo(3);
    }

    @Test
    void copy_ids_go_both_ways() {
        Vocabulary vocabulary = Vocabulary.of(List.of("b"));
        CopyIds copies = CopyIds.of(List.of("x", "b", "y", "x", "</s>"), vocabulary);
        assertThat(copies.ids()).containsExactly(5, 4, 6, 5, 3);
        assertThat(copies.extra()).containsExactly("x", "y");
        int[] target = copies.encodeTarget(List.of("y", "z", "b", "x"), vocabulary);
        assertThat(target).containsExactly(6, 1, 4, 5);
        assertThat(copies.decodeTarget(target, vocabulary)).containsExactly("y", "<unk>", "b", "x");
    }

    @Test
    void the_pronunciation_sets_of_the_catalogue_are_columns_0_and_1() {
        String root = System.getenv("SEQ4J_DATA");
        Assumptions.assumeTrue(root != null, "SEQ4J_DATA is not set: no data folder to read");
        int checked = 0;
        for (String name : List.of("g2p-french", "g2p-hungarian")) {
            Catalogue catalogue = Catalogue.standard(folder);
            DataSet set = catalogue.find(name).orElseThrow();
            if (Files.exists(Path.of(root, set.folder(), set.files().get(0).name()))) {
                Path train = catalogue.resolve(name, Path.of(root), false).train();
                TokenizedPairs pairs =
                        new TokenizedPairs(PairFile.tsv(train, 0, 1), new PairSide(Tokenizer.characters()), WORDS);
                Vocabulary.Counter letters = new Vocabulary.Counter();
                Vocabulary.Counter phonemes = new Vocabulary.Counter();
                PairReport report = pairs.count(letters, phonemes);
                assertThat(report.kept()).isEqualTo(8_000);
                assertThat(report.empty()).isZero();
                assertThat(letters.distinct()).isBetween(26, 60);
                assertThat(phonemes.distinct()).isBetween(26, 80);
                checked++;
            }
        }
        Assumptions.assumeTrue(checked > 0, "there are no pronunciation sets in " + root);
    }
}
