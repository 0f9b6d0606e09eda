package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.batch.BatchBy;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.data.batch.ContiguousBatches;
import org.seq4j.data.batch.LineBatches;
import org.seq4j.data.corpus.EncodedLines;
import org.seq4j.data.corpus.EncodedText;
import org.seq4j.data.corpus.LineFile;
import org.seq4j.data.corpus.OverLength;
import org.seq4j.data.corpus.TextFile;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;
import org.seq4j.experiments.config.BatchingConfig;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.TokensConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data of a language model: vocabulary (of the training part alone) and batches of each split.
 *
 * <p>Format {@code text} gives one continuous stream cut into parallel readers, format {@code lines} one sequence a
 * line. A split is a file of its own, or the last fraction of the one file.
 */
final class LanguageModelData implements TaskData {
    private static final Logger LOG = LoggerFactory.getLogger(LanguageModelData.class);

    private final DataConfig config;
    private final long seed;
    private final SplitFiles files;
    private final Tokenizer tokenizer;
    private @Nullable Vocabulary vocabulary;
    private final Map<Split, Encoded> encoded = new EnumMap<>(Split.class);

    /** Batches of a split, and how many characters of text a target token stands for on average. */
    private record Encoded(BatchSource batches, double charactersPerToken) {}

    /**
     * @param config what to read
     * @param files where it is
     * @param seed of the shuffling
     * @param vocabulary of an earlier run, or null to count the training data
     */
    LanguageModelData(DataConfig config, SplitFiles files, long seed, @Nullable Vocabulary vocabulary) {
        this.config = config;
        this.files = files;
        this.seed = seed;
        this.vocabulary = vocabulary;
        this.tokenizer = tokenizer(config.tokens());
    }

    static Tokenizer tokenizer(TokensConfig tokens) {
        Tokenizer tokenizer = tokenizer(tokens.level(), tokens.pattern());
        if (tokens.lowercase()) {
            tokenizer = tokenizer.lowercased();
        }
        return tokens.leadingTag() ? tokenizer.withLeadingTag() : tokenizer;
    }

    static Tokenizer tokenizer(TokensConfig.Level level, @Nullable String pattern) {
        return switch (level) {
            case CHAR -> Tokenizer.characters();
            case WORD -> Tokenizer.words();
            case REGEX -> Tokenizer.regex(Pattern.compile(String.valueOf(pattern)));
        };
    }

    Vocabulary vocabulary() {
        if (vocabulary == null) {
            Vocabulary.Counter counter = new Vocabulary.Counter();
            SplitFiles.Part part = files.part(Split.TRAIN, this::size);
            if (isText()) {
                new TextFile(part.file(), tokenizer).count(part.span(), counter);
            } else {
                lines(part.file()).count(part.span(), counter);
            }
            vocabulary = counter.build(
                    config.tokens().vocab().minFreq(), config.tokens().vocab().maxSize());
        }
        return vocabulary;
    }

    @Override
    public boolean has(Split split) {
        return files.has(split);
    }

    /** The batches of a split; those of the training data are shuffled and built ahead in the background. */
    @Override
    public BatchSource batches(Split split) {
        return encoded(split).batches();
    }

    double charactersPerToken(Split split) {
        return encoded(split).charactersPerToken();
    }

    private Encoded encoded(Split split) {
        return encoded.computeIfAbsent(split, this::encode);
    }

    private Encoded encode(Split split) {
        SplitFiles.Part part = files.part(split, this::size);
        BatchingConfig batching = config.batching();
        BatchSource batches;
        double charactersPerToken;
        if (isText()) {
            EncodedText text = new TextFile(part.file(), tokenizer).encode(part.span(), vocabulary());
            batches = new ContiguousBatches(text.ids(), batching.size(), batching.window());
            charactersPerToken = (double) text.characters() / Math.max(1, text.ids().length);
            report(split, text.unknown(), text.ids().length);
        } else {
            EncodedLines lines = lines(part.file()).encode(part.span(), vocabulary());
            BatchBy by = Batching.by(batching);
            boolean shuffle = Batching.shuffles(batching, split);
            batches = new LineBatches(lines.lines(), by, batching.size(), batching.bucketWidth(), seed, shuffle);
            report(split, lines.report().unknown(), lines.report().tokens());
            long ends = lines.report().kept(); // one </s>, one line feed each
            charactersPerToken = (double) (lines.report().characters() + ends)
                    / Math.max(1, lines.report().tokens() + ends);
        }
        return new Encoded(
                Batching.of(split, batches),
                config.tokens().level() == TokensConfig.Level.CHAR ? 1 : charactersPerToken);
    }

    private static void report(Split split, long unknown, long tokens) {
        if (unknown > 0) {
            LOG.warn("{} of {} tokens of the {} data are not in the vocabulary: <unk>.", unknown, tokens, split.key());
        }
    }

    private boolean isText() {
        return config.format() == DataConfig.Format.TEXT;
    }

    private LineFile lines(Path file) {
        return new LineFile(file, tokenizer, config.tokens().maxLength(), OverLength.DROP);
    }

    /** Positions of a file that a split counts: tokens of a text, lines otherwise. */
    private long size(Path file) {
        return isText() ? new TextFile(file, tokenizer).countTokens() : new LineFile(file, tokenizer).countLines();
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public List<Path> files() {
        return files.all();
    }

    @Override
    public void close() {
        encoded.values().forEach(split -> split.batches().close());
    }
}
