package org.seq4j.data.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.data.DataException;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

class DiskPairsTest {
    @TempDir
    Path folder;

    /** 300 pairs of words w0..w39999, so that ids have one, two and three bytes. */
    private TokenizedPairs pairs(int count) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(words(random, i % 7 == 0 ? 60 : 9) + "\t" + words(random, 5));
        }
        Path file = Files.writeString(folder.resolve("pairs.tsv"), String.join("\n", lines));
        PairSide side = new PairSide(Tokenizer.words());
        return new TokenizedPairs(PairFile.tsv(file, 0, 1), side, side);
    }

    private static String words(SplittableRandom random, int most) {
        return IntStream.range(0, 1 + random.nextInt(most))
                .mapToObj(t -> "w" + (random.nextInt(40_000) >>> random.nextInt(16)))
                .collect(Collectors.joining(" "));
    }

    private static PairEncoder encoder(boolean copy) {
        Vocabulary source =
                Vocabulary.of(IntStream.range(0, 39_000).mapToObj(i -> "w" + i).toList());
        Vocabulary target =
                Vocabulary.of(IntStream.range(0, 150).mapToObj(i -> "w" + i).toList());
        return new PairEncoder(source, target, copy);
    }

    private static void same(PairCorpus one, PairCorpus other) {
        assertThat(one.size()).isEqualTo(other.size());
        assertThat(one.report()).isEqualTo(other.report());
        assertThat(one.encoder()).isEqualTo(other.encoder());
        for (long i = one.size() - 1; i >= 0; i--) {
            EncodedPair a = one.pair(i);
            EncodedPair b = other.pair(i);
            assertThat(a.source()).containsExactly(b.source());
            assertThat(a.target()).containsExactly(b.target());
            assertThat(a.copySource()).isEqualTo(b.copySource());
            assertThat(one.sourceLength(i)).isEqualTo(a.source().length);
            assertThat(one.targetLength(i)).isEqualTo(a.target().length);
        }
    }

    @Test
    void a_corpus_on_disk_is_the_one_in_memory() throws IOException {
        TokenizedPairs pairs = pairs(300);
        for (boolean copy : new boolean[] {false, true}) {
            MemoryPairs memory = MemoryPairs.read(pairs, encoder(copy));
            for (PairLayout layout : List.of(PairLayout.USUAL, new PairLayout(10, 4), new PairLayout(12, 8))) {
                try (DiskPairs disk = DiskPairs.read(pairs, encoder(copy), folder, layout)) {
                    same(disk, memory);
                }
            }
        }
    }

    @Test
    void a_corpus_goes_to_disk_when_it_grows_too_large() throws IOException {
        TokenizedPairs pairs = pairs(200);
        PairEncoder encoder = encoder(true);
        try (PairCorpus small = GrowingPairs.read(pairs, encoder, folder, 1 << 20);
                PairCorpus large = GrowingPairs.read(pairs, encoder, folder, 1 << 12);
                PairCorpus usual = PairCorpus.read(pairs, encoder, folder)) {
            assertThat(small).isInstanceOf(MemoryPairs.class);
            assertThat(large).isInstanceOf(DiskPairs.class);
            assertThat(usual).isInstanceOf(MemoryPairs.class);
            same(large, small);
        }
    }

    @Test
    void no_file_is_left_behind_and_nothing_can_be_read_after_closing() throws IOException {
        TokenizedPairs pairs = pairs(20);
        DiskPairs disk = DiskPairs.read(pairs, encoder(false), folder.resolve("new"));
        assertThat(disk.pair(19).source()).isNotEmpty();
        assertThatThrownBy(() -> disk.pair(20)).isInstanceOf(IndexOutOfBoundsException.class);
        disk.close();
        disk.close();
        assertThatThrownBy(() -> disk.pair(1)).isInstanceOf(IllegalStateException.class);
        assertThat(files(folder.resolve("new"))).isEmpty();

        Path broken = Files.writeString(folder.resolve("broken.tsv"), "a\tb\nc\n");
        PairSide side = new PairSide(Tokenizer.words());
        TokenizedPairs fault = new TokenizedPairs(PairFile.tsv(broken, 0, 1), side, side);
        assertThatThrownBy(() -> DiskPairs.read(fault, encoder(false), folder.resolve("new")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("broken.tsv:2:");
        assertThat(files(folder.resolve("new"))).isEmpty();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void an_empty_corpus_and_a_bad_folder() throws IOException {
        try (DiskPairs none = DiskPairs.read(pairs(0), encoder(true), folder)) {
            assertThat(none.size()).isZero();
        }
        TokenizedPairs pairs = pairs(300);
        Path file = folder.resolve("pairs.tsv");
        assertThatThrownBy(() -> DiskPairs.read(pairs, encoder(true), file))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("temporary file", "pairs.tsv", "is there space");
        assertThatThrownBy(() -> DiskPairs.read(pairs, encoder(true), folder, new PairLayout(6, 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set a max_length");
    }
}
