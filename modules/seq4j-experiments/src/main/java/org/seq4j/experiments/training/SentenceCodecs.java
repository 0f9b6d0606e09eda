package org.seq4j.experiments.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.label.SentenceEncoder;
import org.seq4j.data.label.TaggedSentence;
import org.seq4j.data.label.WordForm;
import org.seq4j.data.vocabulary.Vocabulary;
import org.seq4j.experiments.config.CharactersConfig;
import org.seq4j.experiments.config.SentencesConfig;

/** How sentences become ids: learnt from the training data, or taken from a checkpoint. */
final class SentenceCodecs {
    private static final String WORDS = "words.txt";
    private static final String CHARACTERS = "characters.txt";
    private static final String TAGS = "tags.txt";
    private static final String LABELS = "labels.txt";

    /** The id of the first word that stood once in the training data. */
    private static final String RARE = "rare_words.txt";

    private final SentencesConfig config;
    private final CharactersConfig characters;
    private final boolean multiLabel;

    /**
     * @param config what of a word counts
     * @param characters how characters are read
     * @param multiLabel whether a sentence has any number of labels
     */
    SentenceCodecs(SentencesConfig config, CharactersConfig characters, boolean multiLabel) {
        this.config = config;
        this.characters = characters;
        this.multiLabel = multiLabel;
    }

    private WordForm form() {
        return new WordForm(config.lowercase(), config.digitsToZero());
    }

    private boolean readsCharacters() {
        return characters.type() != CharactersConfig.Type.NONE;
    }

    /** Learns from training sentences. */
    SentenceEncoder learn(List<TaggedSentence> train) {
        return SentenceEncoder.learn(
                train,
                new SentenceEncoder.Options(
                        form(),
                        config.vocab().minFreq(),
                        config.vocab().maxSize(),
                        readsCharacters(),
                        characters.maxLength(),
                        multiLabel));
    }

    /** What a checkpoint holds of it, by file name. */
    static Map<String, String> texts(SentenceEncoder encoder) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(WORDS, encoder.words().toText());
        texts.put(RARE, encoder.rareFrom() + "\n");
        Vocabulary letters = encoder.characters();
        LabelSet tags = encoder.tags();
        LabelSet labels = encoder.labels();
        if (letters != null) {
            texts.put(CHARACTERS, letters.toText());
        }
        if (tags != null) {
            texts.put(TAGS, tags.toText());
        }
        if (labels != null) {
            texts.put(LABELS, labels.toText());
        }
        return texts;
    }

    /** The encoder that a checkpoint holds. */
    SentenceEncoder of(Map<String, String> texts) {
        return new SentenceEncoder(
                Vocabulary.fromText(Objects.requireNonNull(texts.get(WORDS)), WORDS),
                form(),
                Integer.parseInt(Objects.requireNonNull(texts.get(RARE)).strip()),
                readsCharacters()
                        ? Vocabulary.fromText(Objects.requireNonNull(texts.get(CHARACTERS)), CHARACTERS)
                        : null,
                characters.maxLength(),
                labels(texts, TAGS),
                labels(texts, LABELS),
                multiLabel);
    }

    private static @Nullable LabelSet labels(Map<String, String> texts, String name) {
        String text = texts.get(name);
        return text == null ? null : LabelSet.fromText(text, name);
    }
}
