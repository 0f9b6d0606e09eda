package org.seq4j.data.batch;

import java.util.Arrays;
import java.util.List;
import org.seq4j.data.DataException;
import org.seq4j.data.label.EncodedSentence;
import org.seq4j.data.label.SentenceCorpus;
import org.seq4j.data.label.SentenceEncoder;
import org.seq4j.data.random.CounterRandom;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * Batches of sentences for a tagger, a classifier or both, as a MultiDataSet:
 *
 * <ul>
 *   <li>features: word ids INT32 {@code [B, T]}, and with characters INT32 {@code [B, T * C]}: the characters of word t at
 *       {@code t * C .. t * C + C - 1}, C those of the batch's longest word;
 *   <li>labels: with tags INT32 {@code [B, T]}, then with labels INT32 {@code [B, 1]}, or where a sentence has several,
 *       FLOAT 0 or 1 {@code [B, L]};
 *   <li>masks, 1 = real, of the shapes of features and tags, and all ones {@code [B, 1]} for the labels. Padding is 0, at
 *       the right of sentences and of words.
 * </ul>
 *
 * <p>The order of an epoch is that of {@link PairBatches}, with the length of a sentence for that of both sides.
 * {@link Batch#tokens()} counts tokens, or without tags sentences. Words that stood once in the training data can be
 * replaced by {@code <unk>} at random, as a function of (seed, epoch, sentence), so that {@code <unk>} is trained too
 * (Lample et al. 2016, section 4.1). Safe for several threads.
 */
public final class SentenceBatches implements BatchSource {
    /** Keeps the draws of words apart from those of the order. */
    private static final long WORDS = 0x776F726473L;

    private static final int CHANCES = 1 << 24;

    private final SentenceCorpus corpus;
    private final BatchPlanner planner;
    private final long seed;
    private final double unknownRate;

    /**
     * Batches of a corpus.
     *
     * @param by what {@code size} counts
     * @param size sentences of a batch, or padded tokens
     * @param bucketWidth how many lengths share a bucket; 0 mixes all lengths
     * @param shuffleBuffer sentences that are sorted into batches together
     * @param seed of the shuffling
     * @param shuffle whether each epoch has an order of its own
     * @param unknownRate the probability, 0 to 1, that a word seen once in training is fed as {@code <unk>}; 0 but for
     *     training
     * @throws DataException where a sentence alone exceeds a budget of tokens
     */
    public SentenceBatches(
            SentenceCorpus corpus,
            BatchBy by,
            int size,
            int bucketWidth,
            int shuffleBuffer,
            long seed,
            boolean shuffle,
            double unknownRate) {
        if (size < 1 || bucketWidth < 0 || shuffleBuffer < 1 || !(unknownRate >= 0 && unknownRate <= 1)) {
            throw new IllegalArgumentException(
                    "Batches of sentences need size >= 1, bucketWidth >= 0, shuffleBuffer >= 1 and an unknownRate from 0"
                            + " to 1, not " + size + ", " + bucketWidth + ", " + shuffleBuffer + " and " + unknownRate);
        }
        if (by == BatchBy.TOKENS && corpus.longest() > size) {
            throw new DataException("A sentence has " + corpus.longest() + " tokens, more than a whole batch of " + size
                    + " tokens; raise the batch size.");
        }
        this.corpus = corpus;
        this.seed = seed;
        this.unknownRate = unknownRate;
        Lengths lengths = Lengths.single(
                corpus.size(),
                number -> corpus.sentence(Math.toIntExact(number)).size());
        this.planner = new BatchPlanner(lengths, by, size, bucketWidth, shuffleBuffer, seed, shuffle);
    }

    /** Sentences as one batch, without tags and labels: what a prediction is made from. */
    public static Batch unlabelled(SentenceEncoder encoder, List<EncodedSentence> sentences) {
        return batch(encoder, sentences, false);
    }

    /** Sentences as one batch, with their tags and labels. */
    public static Batch labelled(SentenceEncoder encoder, List<EncodedSentence> sentences) {
        return batch(encoder, sentences, true);
    }

    private static Batch batch(SentenceEncoder encoder, List<EncodedSentence> sentences, boolean labelled) {
        EncodedSentence[] all = sentences.toArray(EncodedSentence[]::new);
        return SentenceArrays.batch(
                encoder, all, Arrays.stream(all).map(EncodedSentence::words).toArray(int[][]::new), labelled);
    }

    /** The batches of an epoch, and which sentences each of them holds. */
    public final class Epoch extends PlannedEpoch {
        private Epoch(int epoch, long skip) {
            super(planner, epoch, skip, numbers -> batch(epoch, numbers));
        }

        /** The numbers of the sentences in the corpus, row by row, of the batch that {@link #next} returned last. */
        public long[] sentences() {
            return items();
        }
    }

    private Batch batch(int epoch, long[] numbers) {
        EncodedSentence[] sentences = new EncodedSentence[numbers.length];
        int[][] words = new int[numbers.length][];
        for (int b = 0; b < numbers.length; b++) {
            sentences[b] = corpus.sentence(Math.toIntExact(numbers[b]));
            words[b] = unknownRate == 0 ? sentences[b].words() : replaced(epoch, numbers[b], sentences[b].words());
        }
        return SentenceArrays.batch(corpus.encoder(), sentences, words, true);
    }

    private int[] replaced(int epoch, long number, int[] words) {
        CounterRandom random = new CounterRandom(CounterRandom.mix(seed ^ WORDS) + epoch, number);
        int[] fed = words.clone();
        for (int t = 0; t < fed.length; t++) {
            boolean drawn = random.nextInt(CHANCES) < unknownRate * CHANCES; // drawn for every word, used for rare ones
            if (drawn && fed[t] >= corpus.encoder().rareFrom()) {
                fed[t] = Vocabulary.UNK;
            }
        }
        return fed;
    }

    @Override
    public Epoch epoch(int epoch, long skip) {
        return new Epoch(planner.epoch(epoch), skip);
    }

    @Override
    public long batches(int epoch) {
        return planner.count(planner.epoch(epoch));
    }

    @Override
    public long tokensPerEpoch() {
        boolean tagged = corpus.encoder().tags() != null;
        return !tagged && corpus.encoder().labels() != null ? corpus.size() : corpus.tokens();
    }
}
