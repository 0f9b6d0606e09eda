package org.seq4j.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.seq4j.data.DataException;
import org.seq4j.data.label.SentenceCorpus;
import org.seq4j.data.label.SentenceEncoder;
import org.seq4j.data.label.SentenceEncoder.Options;
import org.seq4j.data.label.TaggedSentence;
import org.seq4j.data.label.WordForm;
import org.seq4j.data.text.Place;
import org.seq4j.data.vocabulary.Vocabulary;

class SentenceBatchesTest {
    private static TaggedSentence sentence(List<String> tokens, List<String> tags, List<String> labels) {
        Place place = new Place("f", 1);
        return new TaggedSentence(tokens, tags, labels, new TaggedSentence.Places(place, List.of(place), place));
    }

    private static SentenceCorpus corpus(Options options, TaggedSentence... sentences) {
        List<TaggedSentence> all = List.of(sentences);
        return SentenceCorpus.of(all, SentenceEncoder.learn(all, options));
    }

    private static final TaggedSentence LONG = sentence(List.of("ab", "a", "ab"), List.of("N", "D", "N"), List.of("x"));
    private static final TaggedSentence SHORT = sentence(List.of("cab"), List.of("D"), List.of("a"));

    private static MultiDataSet only(SentenceCorpus corpus) {
        try (CloseableBatches batches =
                new SentenceBatches(corpus, BatchBy.SENTENCES, 8, 0, 8, 1, false, 0).epoch(0, 0)) {
            MultiDataSet data = batches.next().data();
            assertThat(batches.hasNext()).isFalse();
            return data;
        }
    }

    @Test
    void words_characters_tags_and_labels_stand_where_the_shapes_tell() {
        SentenceCorpus corpus = corpus(Options.wordsAndCharacters(), LONG, SHORT);
        MultiDataSet data = only(corpus);
        INDArray words = data.getFeatures(0);
        assertThat(words.dataType()).isEqualTo(DataType.INT);
        assertThat(words.toIntMatrix()).isEqualTo(new int[][] {{4, 5, 4}, {6, 0, 0}});
        assertThat(data.getFeaturesMaskArray(0).toIntMatrix()).isEqualTo(new int[][] {{1, 1, 1}, {1, 0, 0}});
        Vocabulary characters = corpus.encoder().characters();
        assertThat(characters).isNotNull();
        int a = characters.id("a");
        int b = characters.id("b");
        int c = characters.id("c");
        assertThat(data.getFeatures(1).toIntMatrix()) // [B, T * C] with C = 3
                .isEqualTo(new int[][] {{a, b, 0, a, 0, 0, a, b, 0}, {c, a, b, 0, 0, 0, 0, 0, 0}});
        assertThat(data.getFeaturesMaskArray(1).toIntMatrix())
                .isEqualTo(new int[][] {{1, 1, 0, 1, 0, 0, 1, 1, 0}, {1, 1, 1, 0, 0, 0, 0, 0, 0}});
        assertThat(data.getLabels(0).toIntMatrix()).isEqualTo(new int[][] {{1, 0, 1}, {0, 0, 0}});
        assertThat(data.getLabelsMaskArray(0)).isEqualTo(data.getFeaturesMaskArray(0));
        assertThat(data.getLabels(1).dataType()).isEqualTo(DataType.INT);
        assertThat(data.getLabels(1).toIntMatrix()).isEqualTo(new int[][] {{1}, {0}});
        assertThat(data.getLabelsMaskArray(1).toIntMatrix()).isEqualTo(new int[][] {{1}, {1}});
    }

    @Test
    void several_labels_are_a_row_of_zeros_and_ones() {
        Options several = new Options(WordForm.PLAIN, 1, 0, false, 1, true);
        SentenceCorpus corpus = corpus(
                several,
                sentence(List.of("u"), List.of(), List.of("x", "a")),
                sentence(List.of("u", "v"), List.of(), List.of("m")));
        MultiDataSet data = only(corpus);
        assertThat(data.getFeatures()).hasSize(1);
        assertThat(data.getLabels()).hasSize(1);
        assertThat(data.getLabels(0).dataType()).isEqualTo(DataType.FLOAT);
        assertThat(data.getLabels(0).toIntMatrix()).isEqualTo(new int[][] {{1, 0, 1}, {0, 1, 0}});
        assertThat(new SentenceBatches(corpus, BatchBy.SENTENCES, 1, 0, 2, 1, false, 0).tokensPerEpoch())
                .isEqualTo(2);
    }

    private static SentenceCorpus many() {
        List<TaggedSentence> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            List<String> tokens = IntStream.range(0, 1 + i % 7)
                    .mapToObj(t -> t % 2 == 0 ? "often" : "w" + t)
                    .collect(Collectors.toList());
            tokens.add("once" + i);
            all.add(sentence(tokens, tokens.stream().map(w -> w.substring(0, 1)).toList(), List.of()));
        }
        return SentenceCorpus.of(all, SentenceEncoder.learn(all, Options.words()));
    }

    @Test
    void an_epoch_has_every_sentence_once_and_starts_anywhere() {
        SentenceBatches batches = new SentenceBatches(many(), BatchBy.TOKENS, 24, 1, 30, 7, true, 0.5);
        List<String> whole = new ArrayList<>();
        TreeSet<Long> seen = new TreeSet<>();
        long tokens = 0;
        try (SentenceBatches.Epoch epoch = batches.epoch(3, 0)) {
            while (epoch.hasNext()) {
                Batch batch = epoch.next();
                INDArray words = batch.data().getFeatures(0);
                assertThat(words.length()).isLessThanOrEqualTo(24);
                whole.add(words.toStringFull());
                tokens += batch.tokens();
                for (long sentence : epoch.sentences()) {
                    assertThat(seen.add(sentence)).isTrue();
                }
            }
        }
        assertThat(seen).hasSize(60);
        assertThat(tokens).isEqualTo(batches.tokensPerEpoch());
        assertThat(batches.batches(3)).isEqualTo(whole.size());
        List<String> rest = new ArrayList<>();
        try (CloseableBatches epoch = batches.epoch(3, 4)) {
            epoch.forEachRemaining(batch -> rest.add(batch.data().getFeatures(0).toStringFull()));
        }
        assertThat(rest).isEqualTo(whole.subList(4, whole.size()));
    }

    @Test
    void only_words_seen_once_are_replaced_at_the_rate() {
        SentenceCorpus corpus = many();
        SentenceBatches batches = new SentenceBatches(corpus, BatchBy.SENTENCES, 60, 0, 60, 7, true, 0.5);
        int replaced = 0;
        for (int epoch = 0; epoch < 10; epoch++) {
            try (SentenceBatches.Epoch opened = batches.epoch(epoch, 0)) {
                INDArray words = opened.next().data().getFeatures(0);
                long[] numbers = opened.sentences();
                for (int b = 0; b < 60; b++) {
                    int[] own = corpus.sentence((int) numbers[b]).words();
                    for (int t = 0; t < own.length; t++) {
                        int fed = words.getInt(b, t);
                        replaced += fed == Vocabulary.UNK ? 1 : 0;
                        assertThat(fed).isIn(own[t], t == own.length - 1 ? Vocabulary.UNK : own[t]);
                    }
                }
            }
        }
        assertThat(replaced).isBetween(240, 360);
    }

    @Test
    void batches_to_predict_from_have_no_labels() {
        SentenceCorpus corpus = corpus(Options.words(), LONG, SHORT);
        Batch batch = SentenceBatches.unlabelled(
                corpus.encoder(), List.of(corpus.encoder().encode(List.of("a", "b")), corpus.sentence(1)));
        assertThat(batch.data().getLabels()).isNullOrEmpty();
        assertThat(batch.data().getFeatures(0).toIntMatrix()).isEqualTo(new int[][] {{5, 1}, {6, 0}});
    }

    @Test
    void a_sentence_beyond_the_budget_is_told() {
        assertThatThrownBy(
                        () -> new SentenceBatches(corpus(Options.words(), LONG), BatchBy.TOKENS, 2, 0, 1, 1, false, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("3 tokens");
    }
}
