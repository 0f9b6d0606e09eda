package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.data.batch.PairBatches;
import org.seq4j.data.pair.PairCorpus;
import org.seq4j.data.pair.PairEncoder;
import org.seq4j.data.pair.PairReader;
import org.seq4j.data.pair.TextPair;
import org.seq4j.experiments.config.BatchingConfig;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.evaluation.PairCodec;

/**
 * The data of a sequence-to-sequence model: the codec (learnt from the training part alone), batches and texts of each
 * split. The greatest lengths hold for the training part; the others are used whole.
 */
final class Seq2SeqData implements TaskData {
    private final DataConfig config;
    private final PairFiles files;
    private final PairCodecs codecs;
    private final long seed;
    private final Map<Split, Part> parts = new EnumMap<>(Split.class);
    private final Map<Split, List<TextPair>> texts = new EnumMap<>(Split.class);
    private Map<String, String> learnt;
    private @Nullable PairCodec codec;

    /** A split that is read: the batches end before the corpus. */
    private record Part(PairCorpus corpus, BatchSource batches) {}

    /**
     * @param config what to read
     * @param files where it is
     * @param codecs how it becomes ids
     * @param seed of the shuffling
     * @param learnt what an earlier run learnt of the text, or nothing to learn it from the training data
     */
    Seq2SeqData(DataConfig config, PairFiles files, PairCodecs codecs, long seed, Map<String, String> learnt) {
        this.config = config;
        this.files = files;
        this.codecs = codecs;
        this.seed = seed;
        this.learnt = learnt;
    }

    /** What was learnt of the text, by file name. */
    Map<String, String> learnt() {
        if (learnt.isEmpty()) {
            learnt = codecs.learn(files.file(Split.TRAIN));
        }
        return learnt;
    }

    PairCodec codec() {
        PairCodec known = codec;
        if (known == null) {
            known = codecs.codec(learnt());
            codec = known;
        }
        return known;
    }

    @Override
    public boolean has(Split split) {
        return files.has(split);
    }

    /** The batches of a split; those of the training data are shuffled and built ahead in the background. */
    @Override
    public BatchSource batches(Split split) {
        return part(split).batches();
    }

    /** Training pairs in use. */
    long trainingPairs() {
        return part(Split.TRAIN).corpus().size();
    }

    private Part part(Split split) {
        return parts.computeIfAbsent(split, this::read);
    }

    private Part read(Split split) {
        PairCodec text = codec();
        boolean training = split == Split.TRAIN;
        PairCorpus corpus = PairCorpus.read(
                codecs.pairs(files.file(split), text.sourceTokenizer(), text.targetTokenizer(), training),
                new PairEncoder(text.source(), text.target(), text.copy()),
                Path.of(System.getProperty("java.io.tmpdir")));
        BatchingConfig batching = config.batching();
        BatchSource batches = new PairBatches(
                corpus,
                Batching.by(batching),
                batching.size(),
                batching.bucketWidth(),
                batching.shuffleBuffer(),
                seed,
                Batching.shuffles(batching, split));
        return new Part(corpus, Batching.of(split, batches));
    }

    /** The pairs of a split as text, without those that have a side without a token. */
    List<TextPair> texts(Split split) {
        return texts.computeIfAbsent(split, this::readTexts);
    }

    private List<TextPair> readTexts(Split split) {
        PairCodec text = codec();
        List<TextPair> pairs = new ArrayList<>();
        try (PairReader reader = PairReader.open(files.file(split))) {
            for (TextPair pair = reader.next(); pair != null; pair = reader.next()) {
                boolean empty = text.sourceTokenizer().tokenize(pair.source()).isEmpty()
                        || text.targetTokenizer().tokenize(pair.target()).isEmpty();
                if (!empty) {
                    pairs.add(pair);
                }
            }
        }
        return pairs;
    }

    /** Characters of target text for each target token of a split, line and sequence ends counted. */
    double charactersPerToken(Split split) {
        long characters = 0;
        for (TextPair pair : texts(split)) {
            String target = codec().normalTarget(pair.target());
            characters += target.codePointCount(0, target.length()) + 1;
        }
        return (double) characters / Math.max(1, batches(split).tokensPerEpoch());
    }

    @Override
    public List<Path> files() {
        return files.all();
    }

    @Override
    public void close() {
        for (Part part : parts.values()) {
            part.batches().close();
            part.corpus().close();
        }
    }
}
