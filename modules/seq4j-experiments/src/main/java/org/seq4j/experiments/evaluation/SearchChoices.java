package org.seq4j.experiments.evaluation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.config.DecodingConfig;
import org.seq4j.experiments.config.LengthPenaltyConfig;
import org.seq4j.models.search.BeamSearch;
import org.seq4j.models.search.Constraints;
import org.seq4j.models.search.CoveragePenalty;
import org.seq4j.models.search.GenerationSettings;
import org.seq4j.models.search.Generator;
import org.seq4j.models.search.LengthPenalty;
import org.seq4j.models.search.SearchInput;
import org.seq4j.models.search.SearchResult;
import org.seq4j.models.search.SearchSettings;
import org.seq4j.models.search.StepDecoder;

/** What the section {@code decoding} means to a search, whatever the model. */
public final class SearchChoices {
    /** Tokens that an output may have beyond its ratio to the source. */
    private static final int EXTRA_LENGTH = 10;

    private SearchChoices() {}

    /** The most tokens of an output for a source of this length. */
    public static int maxLength(DecodingConfig decoding, int sourceLength) {
        double byRatio = Math.ceil(decoding.maxLengthRatio() * sourceLength) + EXTRA_LENGTH;
        double most = decoding.maxLength() > 0 ? Math.min(decoding.maxLength(), byRatio) : byRatio;
        return (int) Math.min(Integer.MAX_VALUE, Math.max(most, Math.max(1, decoding.minLength())));
    }

    /**
     * The outputs of each input, the best first: of a search, or drawn where there is sampling.
     *
     * @param most the most tokens of an output
     * @param numbers the number of each input among all that are predicted; draws depend on it
     */
    public static <S> List<SearchResult> search(
            StepDecoder<S> decoder,
            SearchInput<S> input,
            DecodingConfig decoding,
            int most,
            CoveragePenalty coverage,
            Constraints constraints,
            @Nullable Sampling sampling,
            long[] numbers) {
        if (sampling == null) {
            SearchSettings settings = new SearchSettings(
                    decoding.beamSize(), decoding.nBest(), most, lengthPenalty(decoding), coverage, constraints);
            return new BeamSearch<>(decoder, settings).search(input);
        }
        long[] seeds =
                Arrays.stream(numbers).map(number -> sampling.seed() + number).toArray();
        return new Generator<>(decoder, new GenerationSettings(most, sampling.sampler(), constraints))
                .sample(input, decoding.nBest(), seeds);
    }

    /** How outputs of different length compare. */
    private static LengthPenalty lengthPenalty(DecodingConfig decoding) {
        LengthPenaltyConfig penalty = decoding.lengthPenalty();
        return switch (penalty.type()) {
            case NONE -> LengthPenalty.NONE;
            case AVERAGE -> LengthPenalty.AVERAGE;
            case WU -> LengthPenalty.wu(penalty.alpha());
        };
    }
}
