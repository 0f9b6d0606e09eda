package org.seq4j.models.search;

/**
 * One sequence being sampled.
 *
 * @param <S> state of the decoder
 */
final class Sample<S> extends Frontier {
    private final GenerationSettings settings;
    private final SearchInput<S> input;
    private final TokenFilter filter;
    private final TokenListener listener;
    private final int[] prefix;
    private final int maxLength;
    private final int number;
    private final long seed;
    private Trace trace = Trace.EMPTY;
    private boolean finished;

    /** @param number of the sequence, for the listener */
    Sample(
            int example,
            GenerationSettings settings,
            SearchInput<S> input,
            int number,
            long seed,
            TokenListener listener) {
        super(example);
        this.settings = settings;
        this.input = input;
        this.listener = listener;
        this.number = number;
        this.seed = seed;
        filter = new TokenFilter(settings.constraints(), input.allowed());
        prefix = input.prefix(example);
        maxLength = Math.max(prefix.length, input.maxLength(example, settings.maxLength()));
    }

    Hypothesis hypothesis() {
        return trace.hypothesis(finished, trace.sum());
    }

    @Override
    void advance(StepRows rows, int row) {
        int length = trace.length();
        int token = length < prefix.length ? prefix[length] : choose(rows, row);
        if (token < 0) {
            end();
            return;
        }
        float logProbability = rows.logProbability(row, token);
        trace = trace.then(token, logProbability, trace.sum() + logProbability, rows.attention(row, example(), input));
        finished = length >= prefix.length && filter.stops(token);
        if (!finished) {
            listener.generated(number, token, logProbability);
        }
        if (finished || trace.length() == maxLength) {
            end();
        } else {
            read(token);
        }
    }

    /** The next token; -1 if none is allowed. */
    private int choose(StepRows rows, int row) {
        float[] values = new float[rows.vocabularySize()];
        rows.copy(row, values);
        filter.apply(values, example(), trace);
        return TokenFilter.nothing(values)
                ? -1
                : settings.sampler().choose(values, 0, values.length, seed, trace.length());
    }
}
