package org.seq4j.data.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Place;
import org.seq4j.data.vocabulary.Vocabulary;

class SentenceEncoderTest {
    private static TaggedSentence sentence(int line, String tokens, String tags, String... labels) {
        List<String> tagged = tags.isEmpty() ? List.of() : List.of(tags.split(" "));
        return new TaggedSentence(
                List.of(tokens.split(" ")), tagged, List.of(labels), TaggedSentence.Places.line(new Place("f", line)));
    }

    private static final List<TaggedSentence> TRAIN =
            List.of(sentence(1, "The 12 cats the", "D N N D", "x"), sentence(2, "the 47 cats", "D N N", "a"));

    @Test
    void words_have_the_form_that_is_asked_for_and_characters_their_own() {
        SentenceEncoder encoder = SentenceEncoder.learn(
                TRAIN, new SentenceEncoder.Options(new WordForm(true, true), 1, 0, true, 3, false));
        assertThat(encoder.words().tokens().subList(4, 7)).containsExactly("the", "00", "cats");
        EncodedSentence encoded = encoder.encode(sentence(1, "THE 99 Cats dog", "D N N N", "a"));
        assertThat(encoded.words()).containsExactly(4, 5, 6, Vocabulary.UNK);
        Vocabulary characters = encoder.characters();
        assertThat(characters).isNotNull();
        assertThat(characters.decode(encoded.characters()[1])).containsExactly("<unk>", "<unk>");
        assertThat(characters.decode(encoded.characters()[2])).containsExactly("<unk>", "a", "t"); // cut to 3
        assertThat(encoded.tags()).containsExactly(0, 1, 1, 1);
        assertThat(encoded.labels()).containsExactly(0);
        assertThat(SentenceCorpus.of(List.of(TRAIN.get(1)), encoder).describe())
                .isEqualTo("1 sentence (3 tokens, 0 unknown), 1 word cut to 3 characters");
        assertThat(new WordForm(false, true).of("A\u0663\ud835\udfd9z")).isEqualTo("A00z"); // Arabic, mathematical
    }

    @Test
    void words_seen_once_are_at_the_end() {
        SentenceEncoder encoder = SentenceEncoder.learn(TRAIN, SentenceEncoder.Options.words());
        assertThat(encoder.words().tokens().subList(4, encoder.words().size()))
                .containsExactly("cats", "the", "12", "47", "The");
        assertThat(encoder.rareFrom()).isEqualTo(6);
        assertThat(encoder.characters()).isNull();
        SentenceEncoder frequent =
                SentenceEncoder.learn(TRAIN, new SentenceEncoder.Options(WordForm.PLAIN, 2, 0, false, 1, false));
        assertThat(frequent.rareFrom()).isEqualTo(frequent.words().size()).isEqualTo(6);
    }

    @Test
    void what_training_did_not_have_is_told_by_its_line() {
        SentenceEncoder encoder = SentenceEncoder.learn(TRAIN, SentenceEncoder.Options.words());
        assertThatThrownBy(() -> encoder.encode(sentence(7, "the", "V", "a")))
                .isInstanceOf(DataException.class)
                .hasMessage("f:7: the label 'V' is none of the training data's 2 labels (D, N); correct it, or train on"
                        + " data that has it.");
        assertThatThrownBy(() -> encoder.encode(sentence(8, "the", "D", "b")))
                .hasMessageStartingWith("f:8: the label 'b'");
        assertThatThrownBy(() -> encoder.encode(sentence(9, "the", "", "a"))).hasMessageStartingWith("f:9: ");
        assertThatThrownBy(() -> encoder.encode(sentence(9, "the", "D", "a", "x")))
                .hasMessageContaining("f:9: the sentence has 2 labels, but exactly one");
        assertThatThrownBy(() -> encoder.encode(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void several_labels_are_a_set() {
        SentenceEncoder encoder =
                SentenceEncoder.learn(TRAIN, new SentenceEncoder.Options(WordForm.PLAIN, 1, 0, false, 1, true));
        assertThat(encoder.encode(sentence(1, "the", "D", "x", "a", "x")).labels())
                .containsExactly(0, 1);
        assertThat(encoder.encode(sentence(1, "the", "D")).labels()).isEmpty();
    }

    @Test
    void label_sets_come_back_from_their_text() {
        LabelSet labels = LabelSet.inOrder(List.of("b", " a\t", "b", "c\\"));
        assertThat(labels.names()).containsExactly("b", " a\t", "c\\");
        assertThat(LabelSet.fromText(labels.toText(), "t")).isEqualTo(labels).hasSameHashCodeAs(labels);
        assertThat(labels.names(new int[] {2, 0})).containsExactly("c\\", "b");
        assertThatThrownBy(() -> LabelSet.fromText("a\nb\na\n", "t"))
                .hasMessageContaining("t:3: the label 'a' already");
        assertThatThrownBy(() -> LabelSet.fromText("a\n\n", "t")).hasMessageStartingWith("t:2: the line is empty");
        assertThatThrownBy(() -> LabelSet.of(List.of("a", "a"))).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> labels.name(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
