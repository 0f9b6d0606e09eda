package org.seq4j.data.bpe;

import java.util.List;
import java.util.TreeSet;
import org.seq4j.data.DataException;
import org.seq4j.data.vocabulary.CodePointOrder;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * Learns subword units from text (Sennrich, Haddow and Birch 2016, section 3.2, algorithm 1): again and again, the most
 * frequent pair of neighbouring tokens inside the pieces of the text becomes one token. Of pairs that are equally
 * frequent the first in code point order is taken, by its left token and then its right one; so the same text gives the
 * same merges on every machine, in whatever order it is added. For units of two languages add the text of both. Memory
 * grows with the number of distinct pieces, mostly words, up to {@link Vocabulary.Counter#MOST_DISTINCT}. Not for several
 * threads.
 */
public final class BpeLearner {
    /** A pair is merged only if it was seen so often, as in subword-nmt. */
    private static final long LEAST_FREQUENCY = 2;

    private final Vocabulary.Counter pieces = new Vocabulary.Counter();

    /** Counts the pieces of a text. */
    public BpeLearner add(String text) {
        Pieces.forEach(text, pieces::add);
        return this;
    }

    /**
     * Learns a number of merges, fewer where no pair is left that was seen twice.
     *
     * @throws DataException where no text was added
     */
    public Bpe learnMerges(int merges) {
        if (merges < 0) {
            throw new IllegalArgumentException("The number of merges is 0 or more, not " + merges);
        }
        return learn(merges, Integer.MAX_VALUE);
    }

    /**
     * Learns units whose {@link Bpe#vocabulary} has this size, the four special tokens, 256 bytes and all characters of
     * the text included; a smaller one where no pair is left that was seen twice.
     *
     * @throws DataException where no text was added, or the characters alone need more
     */
    public Bpe learnVocabulary(int size) {
        return learn(Integer.MAX_VALUE, size);
    }

    private Bpe learn(int mostMerges, int vocabularySize) {
        List<String> characters = characters();
        int room =
                vocabularySize - Vocabulary.SPECIALS.size() - ByteTokens.all().size() - characters.size();
        if (room < 0) {
            throw new DataException("A vocabulary of " + vocabularySize + " subword units is too small: the special"
                    + " tokens, 256 bytes and " + characters.size() + " characters of the text need "
                    + (vocabularySize - room) + "; choose a larger one.");
        }
        MergeLearner learner = new MergeLearner(characters);
        pieces.forEach(learner::add);
        return new Bpe(characters, learner.learn(mostMerges, room, LEAST_FREQUENCY));
    }

    private List<String> characters() {
        TreeSet<String> characters = new TreeSet<>(CodePointOrder::compare);
        pieces.forEach((piece, count) -> piece.codePoints()
                .filter(c -> c != Bpe.SPACE_MARK && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                .forEach(c -> characters.add(c == ' ' ? String.valueOf(Bpe.SPACE_MARK) : Character.toString(c))));
        if (characters.isEmpty()) {
            throw new DataException("There is no text to learn subword units from; check the file and its fields.");
        }
        return List.copyOf(characters);
    }
}
