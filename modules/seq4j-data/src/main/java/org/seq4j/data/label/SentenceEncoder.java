package org.seq4j.data.label;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * Sentences to ids. What it knows, it has learnt from the training sentences alone.
 *
 * @param words V words in the form {@code form}
 * @param form what of a word counts
 * @param rareFrom words with this id or a greater one stood once in the training data; V where there is none
 * @param characters the characters of words as they stand, whatever the form; null where they are not used
 * @param maxCharacters most characters of a word; the rest of it is cut off
 * @param tags the tags; null where there are none
 * @param labels the labels of sentences; null where there are none
 * @param multiLabel whether a sentence has any number of labels, not one
 */
public record SentenceEncoder(
        Vocabulary words,
        WordForm form,
        int rareFrom,
        @Nullable Vocabulary characters,
        int maxCharacters,
        @Nullable LabelSet tags,
        @Nullable LabelSet labels,
        boolean multiLabel)
        implements Serializable {
    private static final Tokenizer CHARACTERS = Tokenizer.characters();

    public SentenceEncoder {
        if (maxCharacters < 1) {
            throw new IllegalArgumentException("A word keeps 1 character or more, not " + maxCharacters);
        }
    }

    /**
     * What is learnt from training sentences.
     *
     * @param form what of a word counts
     * @param minFrequency words that stand less often are unknown; at least 1
     * @param maxWords most words; 0 for no limit
     * @param characters whether characters are used
     * @param maxCharacters most characters of a word
     * @param multiLabel whether a sentence has any number of labels
     */
    public record Options(
            WordForm form, long minFrequency, int maxWords, boolean characters, int maxCharacters, boolean multiLabel) {
        /** All words as they stand, without characters; one label a sentence. */
        public static Options words() {
            return new Options(WordForm.PLAIN, 1, 0, false, 50, false);
        }

        /** All words as they stand, and up to 50 characters of them; one label a sentence. */
        public static Options wordsAndCharacters() {
            return new Options(WordForm.PLAIN, 1, 0, true, 50, false);
        }
    }

    /**
     * Learns from training sentences. Labels and tags have their ids in sorted order.
     *
     * @throws DataException where there is no sentence, or one has not one label though others have
     */
    public static SentenceEncoder learn(List<TaggedSentence> train, Options options) {
        if (train.isEmpty()) {
            throw new DataException("There is no sentence to learn from; check the file and the layout.");
        }
        Vocabulary.Counter words = new Vocabulary.Counter();
        Vocabulary.Counter characters = new Vocabulary.Counter();
        List<String> tags = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (TaggedSentence sentence : train) {
            for (String token : sentence.tokens()) {
                words.add(options.form.of(token));
                if (options.characters) {
                    characters.addAll(CHARACTERS.tokenize(token));
                }
            }
            tags.addAll(sentence.tags());
            labels.addAll(sentence.labels());
        }
        Vocabulary known = words.build(options.minFrequency, options.maxWords);
        int rareFrom = known.size();
        while (rareFrom > Vocabulary.SPECIALS.size() && words.count(known.token(rareFrom - 1)) == 1) {
            rareFrom--;
        }
        return new SentenceEncoder(
                known,
                options.form,
                rareFrom,
                options.characters ? characters.build() : null,
                options.maxCharacters,
                tags.isEmpty() ? null : LabelSet.sorted(tags),
                labels.isEmpty() ? null : LabelSet.sorted(labels),
                options.multiLabel);
    }

    /**
     * The ids of a sentence with its tags and labels.
     *
     * @throws DataException naming file and line, for a tag or label that training did not have, and where a sentence
     *     should have one label and has not
     */
    public EncodedSentence encode(TaggedSentence sentence) {
        int[] tagIds = {};
        if (tags != null) {
            if (sentence.tags().isEmpty()) {
                throw sentence.places().tokens().fault("the sentence has no tags, but the training data has");
            }
            tagIds = new int[sentence.size()];
            for (int t = 0; t < tagIds.length; t++) {
                tagIds[t] = tags.id(sentence.tags().get(t), sentence.tagPlace(t));
            }
        }
        int[] labelIds = {};
        if (labels != null) {
            if (!multiLabel && sentence.labels().size() != 1) {
                throw sentence.places()
                        .labels()
                        .fault("the sentence has " + sentence.labels().size()
                                + " labels, but exactly one is needed; correct it, or allow several labels");
            }
            labelIds = Arrays.stream(
                            labels.ids(sentence.labels(), sentence.places().labels()))
                    .sorted()
                    .distinct()
                    .toArray();
        }
        EncodedSentence bare = encode(sentence.tokens());
        return new EncodedSentence(bare.words(), bare.characters(), tagIds, labelIds);
    }

    /**
     * The ids of tokens without tags and labels.
     *
     * @throws IllegalArgumentException where there is no token
     */
    public EncodedSentence encode(List<String> tokens) {
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("A sentence needs at least one token.");
        }
        int[] ids = words.encode(tokens.stream().map(form::of).toList());
        int[][] spelling = {};
        if (characters != null) {
            spelling = new int[ids.length][];
            for (int t = 0; t < ids.length; t++) {
                List<String> all = CHARACTERS.tokenize(tokens.get(t));
                spelling[t] = characters.encode(all.subList(0, Math.min(maxCharacters, all.size())));
            }
        }
        return new EncodedSentence(ids, spelling, new int[0], new int[0]);
    }
}
