package org.seq4j.data.label;

import java.util.ArrayList;
import java.util.List;
import org.seq4j.data.DataException;
import org.seq4j.data.vocabulary.Vocabulary;

/** Sentences as ids, in memory, in the order of their file. Immutable. */
public final class SentenceCorpus {
    private final SentenceEncoder encoder;
    private final List<EncodedSentence> sentences;
    private final long tokens;
    private final long unknown;
    private final int longest;
    private final long cutWords;

    private SentenceCorpus(SentenceEncoder encoder, List<EncodedSentence> sentences, long cutWords) {
        this.encoder = encoder;
        this.sentences = List.copyOf(sentences);
        this.cutWords = cutWords;
        long all = 0;
        long unknownWords = 0;
        int most = 0;
        for (EncodedSentence sentence : sentences) {
            all += sentence.size();
            most = Math.max(most, sentence.size());
            for (int word : sentence.words()) {
                unknownWords += word == Vocabulary.UNK ? 1 : 0;
            }
        }
        this.tokens = all;
        this.unknown = unknownWords;
        this.longest = most;
    }

    /**
     * Encodes sentences with their tags and labels.
     *
     * @throws DataException where there is none, or as {@link SentenceEncoder#encode(TaggedSentence)}
     */
    public static SentenceCorpus of(List<TaggedSentence> sentences, SentenceEncoder encoder) {
        if (sentences.isEmpty()) {
            throw new DataException("There is no sentence to make batches of; check the file and the layout.");
        }
        List<EncodedSentence> encoded = new ArrayList<>(sentences.size());
        long cut = 0;
        for (TaggedSentence sentence : sentences) {
            encoded.add(encoder.encode(sentence));
            if (encoder.characters() != null) {
                cut += sentence.tokens().stream()
                        .filter(token -> token.codePointCount(0, token.length()) > encoder.maxCharacters())
                        .count();
            }
        }
        return new SentenceCorpus(encoder, encoded, cut);
    }

    public SentenceEncoder encoder() {
        return encoder;
    }

    public int size() {
        return sentences.size();
    }

    /** Sentence {@code number}, from 0. */
    public EncodedSentence sentence(int number) {
        return sentences.get(number);
    }

    /** Tokens of all sentences. */
    public long tokens() {
        return tokens;
    }

    /** Tokens of the longest sentence. */
    public int longest() {
        return longest;
    }

    /** One line for people, such as {@code 700 sentences (6354 tokens, 210 unknown)}. */
    public String describe() {
        return size() + (size() == 1 ? " sentence (" : " sentences (") + tokens
                + (tokens == 1 ? " token, " : " tokens, ") + unknown + " unknown)"
                + (cutWords == 0
                        ? ""
                        : ", " + cutWords + (cutWords == 1 ? " word" : " words") + " cut to " + encoder.maxCharacters()
                                + " characters");
    }
}
