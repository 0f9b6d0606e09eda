package org.seq4j.experiments.evaluation;

import org.seq4j.experiments.config.DecodingConfig;
import org.seq4j.experiments.config.LengthPenaltyConfig;
import org.seq4j.models.search.LengthPenalty;

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

    /** How outputs of different length compare. */
    public static LengthPenalty lengthPenalty(DecodingConfig decoding) {
        LengthPenaltyConfig penalty = decoding.lengthPenalty();
        return switch (penalty.type()) {
            case NONE -> LengthPenalty.NONE;
            case AVERAGE -> LengthPenalty.AVERAGE;
            case WU -> LengthPenalty.wu(penalty.alpha());
        };
    }
}
