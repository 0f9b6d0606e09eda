package org.seq4j.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SourcesTest {
    @Test
    void tokensArePaddedToTheLongestOfAll() {
        Sources sources = Sources.ofTokens(new int[][] {{7, 8, 9}, {}, {4, 5}});
        assertThat(sources.count()).isEqualTo(3);
        assertThat(sources.time()).isEqualTo(3);
        assertThat(sources.sizes()).containsExactly(3, 0, 2);
        PaddedSources part = sources.padded(1, 3);
        assertThat(part.count()).isEqualTo(2);
        assertThat(part.time()).isEqualTo(3);
        assertThat(part.sizes()).containsExactly(0, 2);
        assertThat(part.mask()).containsExactly(0, 0, 0, 1, 1, 0);
        assertThat(part.elements().toIntMatrix()).isDeepEqualTo(new int[][] {{0, 0, 0}, {4, 5, 0}});
    }

    @Test
    void vectorsArePaddedWithZeros() {
        Sources sources = Sources.ofVectors(new float[][] {{1, 2}, {3, 4, 5, 6}, {}}, 2);
        PaddedSources part = sources.padded(0, 2);
        assertThat(part.sizes()).containsExactly(1, 2);
        assertThat(part.mask()).containsExactly(1, 0, 1, 1);
        assertThat(part.elements().shape()).containsExactly(2, 2, 2); // [N, F, S]
        assertThat(part.elements().dup('c').data().asFloat()).containsExactly(1, 0, 2, 0, 3, 5, 4, 6);
    }

    @Test
    void sourcesWithoutElementsHaveOneStepOfPadding() {
        PaddedSources alone = Sources.ofTokens(new int[][] {{}}).padded(0, 1);
        assertThat(alone.time()).isEqualTo(1);
        assertThat(alone.mask()).containsExactly(0);
    }

    @Test
    void whatDoesNotFitEndsInASentence() {
        assertThatThrownBy(() -> Sources.ofTokens(new int[0][])).hasMessageContaining("at least one source");
        assertThatThrownBy(() -> Sources.ofVectors(new float[][] {{1, 2, 3}, {1}}, 3))
                .hasMessageContaining("elements of 3 features, found 1 numbers in source 1");
    }
}
