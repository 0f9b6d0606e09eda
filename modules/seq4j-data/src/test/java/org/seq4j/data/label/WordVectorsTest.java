package org.seq4j.data.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seq4j.data.DataException;
import org.seq4j.data.vocabulary.Vocabulary;

class WordVectorsTest {
    private static final Vocabulary WORDS = Vocabulary.of(List.of("the", "The", "US", ". .", "none"));

    @TempDir
    Path folder;

    private WordVectors read(String text) throws IOException {
        return WordVectors.read(Files.writeString(folder.resolve("v.txt"), text), WORDS);
    }

    private static float[] row(WordVectors vectors, String word) {
        int at = WORDS.id(word) * vectors.dimension();
        return Arrays.copyOfRange(vectors.values(), at, at + vectors.dimension());
    }

    @ParameterizedTest
    @CsvSource({"''", "'6 2\n'"})
    void word2vec_and_glove(String header) throws IOException {
        WordVectors vectors =
                read(header + "us 5 6\nthe 1 2\nother nonsense here\n. . 3 -4e-1\nUS 7 8 \nthe 9 9\n<unk> 1 1\n");
        assertThat(vectors.dimension()).isEqualTo(2);
        assertThat(vectors.values()).hasSize(2 * WORDS.size());
        assertThat(row(vectors, "the")).containsExactly(1, 2);
        assertThat(row(vectors, "The")).containsExactly(1, 2); // of the lower case
        assertThat(row(vectors, "US")).containsExactly(7, 8); // its own comes later, and counts
        assertThat(row(vectors, ". .")).containsExactly(3, -0.4f);
        assertThat(row(vectors, "none")).containsExactly(0, 0);
        assertThat(vectors.found().stream()).containsExactly(4, 5, 6, 7);
    }

    @Test
    void faults_name_the_line() {
        assertThatThrownBy(() -> read("1 3\nthe 1 2\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("v.txt:2: the line has no word and 3 numbers");
        assertThatThrownBy(() -> read("a 1 2\nthe 1 x\n"))
                .hasMessageContaining("v.txt:2: number 2 of the vector of 'the'");
        assertThatThrownBy(() -> read("the 1 NaN\n")).hasMessageContaining("v.txt:1: number 2");
        assertThatThrownBy(() -> read("a 1 2\n\n")).hasMessageContaining("v.txt:2: the line has no word");
        assertThatThrownBy(() -> read("")).hasMessageContaining("holds no vector");
        assertThatThrownBy(() -> read("the\n")).hasMessageContaining("v.txt:1: the vectors have 0 numbers");
    }
}
