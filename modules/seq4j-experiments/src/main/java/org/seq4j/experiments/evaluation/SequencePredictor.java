package org.seq4j.experiments.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.pair.CopyIds;
import org.seq4j.data.vocabulary.Vocabulary;
import org.seq4j.experiments.config.CoveragePenaltyConfig;
import org.seq4j.experiments.config.DecodingConfig;
import org.seq4j.models.search.Constraints;
import org.seq4j.models.search.CoveragePenalty;
import org.seq4j.models.search.EnsembleDecoder;
import org.seq4j.models.search.Hypothesis;
import org.seq4j.models.search.ReplaceUnknown;
import org.seq4j.models.search.SearchInput;
import org.seq4j.models.search.SearchResult;
import org.seq4j.models.search.Seq2SeqDecoder;
import org.seq4j.models.search.StepDecoder;

/**
 * Source text in, target text out, with one model or the averaged log-probabilities of several. Safe for several threads,
 * as its decoders are. What a source gives does not depend on the others.
 */
public final class SequencePredictor {
    private final List<Seq2SeqDecoder> models;
    private final PairCodec codec;
    private final DecodingConfig decoding;
    private final @Nullable Sampling sampling;
    private final int[] prefix;
    private final DecodeWorkers workers;

    /** A source, cut into tokens. */
    private record Source(
            int number, List<String> tokens, @Nullable CopyIds copies) {
        int length() {
            return tokens.size();
        }
    }

    /**
     * @param models the models, at least one, all with the vocabularies of the codec
     * @param codec text to ids and back
     * @param decoding how to search
     * @param sampling how to draw instead; null to search
     * @param prefix how every output begins
     * @param workers batches that are searched at the same time
     * @throws PromptException if the prefix has tokens that the models cannot write
     */
    public SequencePredictor(
            List<Seq2SeqDecoder> models,
            PairCodec codec,
            DecodingConfig decoding,
            @Nullable Sampling sampling,
            String prefix,
            DecodeWorkers workers) {
        this.workers = workers;
        this.models = List.copyOf(models);
        this.codec = codec;
        this.decoding = decoding;
        this.sampling = sampling;
        this.prefix = codec.prefix(prefix);
    }

    /** The best output for each source. */
    public List<String> best(List<String> sources) {
        return predict(sources, 0).stream()
                .map(predictions -> predictions.get(0).text())
                .toList();
    }

    /**
     * The outputs for each source, the best first, at least one. A source without a token has one output without a token.
     *
     * @param sources N texts
     * @param first number of the first of them among all that are predicted; draws depend on it
     */
    public List<List<Prediction>> predict(List<String> sources, long first) {
        List<List<Prediction>> predictions =
                new ArrayList<>(Collections.nCopies(sources.size(), List.of(Prediction.ofNothing())));
        List<Source> cut = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            List<String> tokens = codec.sourceTokenizer().tokenize(sources.get(i));
            if (!tokens.isEmpty()) {
                cut.add(new Source(i, tokens, codec.copy() ? CopyIds.of(tokens, codec.target()) : null));
            }
        }
        List<List<Prediction>> made = workers.inBatches(
                cut, Source::length, decoding.batchSize(), batch -> predictions(batch, search(batch, first)));
        for (int i = 0; i < made.size(); i++) {
            predictions.set(cut.get(i).number(), made.get(i));
        }
        return predictions;
    }

    private List<List<Prediction>> predictions(List<Source> batch, List<SearchResult> results) {
        return IntStream.range(0, batch.size())
                .mapToObj(i -> results.get(i).hypotheses().stream()
                        .map(hypothesis -> prediction(batch.get(i), hypothesis))
                        .toList())
                .toList();
    }

    private List<SearchResult> search(List<Source> batch, long first) {
        int[][] ids = batch.stream()
                .map(source -> codec.source().encode(source.tokens()))
                .toArray(int[][]::new);
        int[][] copies = codec.copy()
                ? batch.stream().map(Source::copies).map(CopyIds::ids).toArray(int[][]::new)
                : null;
        if (models.size() == 1) {
            return search(batch, first, decoder(models.get(0), ids, copies));
        }
        List<StepDecoder<?>> members = new ArrayList<>();
        for (Seq2SeqDecoder model : models) {
            members.add(decoder(model, ids, copies));
        }
        return search(batch, first, EnsembleDecoder.of(members));
    }

    private static StepDecoder<?> decoder(Seq2SeqDecoder model, int[][] ids, int @Nullable [][] copies) {
        return model.decoder(model.encode(ids, copies));
    }

    private <S> List<SearchResult> search(List<Source> batch, long first, StepDecoder<S> decoder) {
        int[] lengths = batch.stream().mapToInt(Source::length).toArray();
        int[] most = Arrays.stream(lengths)
                .map(length -> SearchChoices.maxLength(decoding, length))
                .toArray();
        int[][] prefixes = new int[lengths.length][];
        Arrays.fill(prefixes, prefix);
        SearchInput<S> input = SearchInput.of(decoder.start(lengths.length), lengths.length, Vocabulary.BOS)
                .withSourceLengths(lengths)
                .withMaxLengths(most)
                .withPrefixes(prefixes);
        int greatest = Arrays.stream(most).max().orElseThrow();
        long[] numbers =
                batch.stream().mapToLong(source -> first + source.number()).toArray();
        return SearchChoices.search(
                decoder, input, decoding, greatest, coveragePenalty(), constraints(), sampling, numbers);
    }

    private Constraints constraints() {
        Set<Integer> banned = new LinkedHashSet<>(List.of(Vocabulary.PAD, Vocabulary.BOS));
        if (!decoding.replaceUnknown()) {
            banned.add(Vocabulary.UNK);
        }
        return new Constraints(
                Set.of(Vocabulary.EOS),
                banned,
                decoding.minLength(),
                decoding.noRepeatNgramSize(),
                decoding.repetitionPenalty());
    }

    private CoveragePenalty coveragePenalty() {
        CoveragePenaltyConfig penalty = decoding.coveragePenalty();
        return switch (penalty.type()) {
            case NONE -> CoveragePenalty.NONE;
            case WU -> CoveragePenalty.wu(penalty.beta());
            case SUMMARY -> CoveragePenalty.summary(penalty.beta());
        };
    }

    private Prediction prediction(Source source, Hypothesis hypothesis) {
        int[] ids = hypothesis.tokens();
        CopyIds copies = source.copies();
        List<String> tokens = copies == null ? codec.target().decode(ids) : copies.decodeTarget(ids, codec.target());
        float[][] attention = hypothesis.attention();
        if (decoding.replaceUnknown() && attention != null) {
            tokens = new ReplaceUnknown(Vocabulary.UNK_TOKEN).apply(source.tokens(), tokens, attention);
        }
        return new Prediction(
                codec.targetTokenizer().join(tokens),
                source.tokens(),
                tokens,
                hypothesis.logProbability(),
                hypothesis.score(),
                attention,
                hypothesis.finished());
    }
}
