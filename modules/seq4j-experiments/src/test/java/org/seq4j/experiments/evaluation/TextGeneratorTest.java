package org.seq4j.experiments.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;
import org.seq4j.models.search.Sampler;
import org.seq4j.models.search.Step;
import org.seq4j.models.search.StepDecoder;

class TextGeneratorTest {
    /** After a token comes the one with the next id, the last one is followed by the line break or the end. */
    private record Successor(int vocabularySize, int afterLast) implements StepDecoder<Integer> {
        @Override
        public Integer start(int batch) {
            return batch;
        }

        @Override
        public Step<Integer> step(Integer state, int[] tokens) {
            float[] scores = new float[tokens.length * vocabularySize];
            Arrays.fill(scores, -20);
            for (int i = 0; i < tokens.length; i++) {
                int next = tokens[i] == Vocabulary.BOS ? 4 : tokens[i] + 1;
                scores[i * vocabularySize + (next < vocabularySize ? next : afterLast)] = 0;
            }
            return new Step<>(scores, state);
        }

        @Override
        public Integer select(Integer state, int[] rows) {
            return rows.length;
        }
    }

    private static String streamed(TextGenerator generator, String prompt, int length) {
        List<String> pieces = new ArrayList<>();
        generator.stream(prompt, length, Sampler.GREEDY, 1, pieces::add);
        return String.join("", pieces);
    }

    @Test
    void continuesTextAcrossLines() {
        Vocabulary vocabulary = Vocabulary.of(List.of("\n", "a", "b", "c")); // ids 4 to 7
        TextGenerator generator = new TextGenerator(new Successor(8, 4), Tokenizer.characters(), vocabulary, false);
        assertThat(streamed(generator, "a", 5)).isEqualTo("abc\nab");
        assertThat(streamed(generator, "c\na", 3)).isEqualTo("c\nabc\n");
        assertThat(streamed(generator, "", 3))
                .as("an empty prompt stands for a line break")
                .isEqualTo("abc");
        assertThat(generator.generate("b", 2, 2, Sampler.GREEDY, 1)).containsExactly("bc\n", "bc\n");
    }

    @Test
    void endsALineAtItsEnd() {
        Vocabulary vocabulary = Vocabulary.of(List.of("<fr>", "a", "b"));
        Tokenizer tokenizer = Tokenizer.characters().withLeadingTag();
        TextGenerator generator = new TextGenerator(new Successor(7, Vocabulary.EOS), tokenizer, vocabulary, true);
        assertThat(streamed(generator, "", 100)).isEqualTo("<fr>ab");
        assertThat(streamed(generator, "<fr>", 100)).isEqualTo("<fr>ab");
        assertThat(streamed(generator, "<fr>", 1)).isEqualTo("<fr>a");
    }

    @Test
    void putsSpacesBetweenWords() {
        Vocabulary vocabulary = Vocabulary.of(List.of("to", "be", "or"));
        TextGenerator generator =
                new TextGenerator(new Successor(7, Vocabulary.EOS), Tokenizer.words(), vocabulary, false);
        assertThat(streamed(generator, "to", 2)).isEqualTo("to be or");
        assertThat(streamed(generator, "to be", 2)).isEqualTo("to be or\n");
    }

    @Test
    void namesUnknownTokensOnce() {
        Vocabulary vocabulary = Vocabulary.of(List.of("a"));
        TextGenerator generator =
                new TextGenerator(new Successor(5, Vocabulary.EOS), Tokenizer.characters(), vocabulary, true);
        assertThatThrownBy(() -> streamed(generator, "a!?!", 3))
                .isInstanceOf(PromptException.class)
                .hasMessageContaining("'!', '?';");
    }
}
