package org.seq4j.models.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Beam search for one example; see {@link BeamSearch} for the rules.
 *
 * @param <S> state of the decoder
 */
final class Beam<S> extends Frontier {
    /** Logarithm of the smallest normal float: what a forced token counts at least. */
    private static final double LEAST = Math.log(Float.MIN_NORMAL);

    private final SearchSettings settings;
    private final SearchInput<S> input;
    private final TokenFilter filter;
    private final int[] prefix;
    private final int maxLength;
    private final boolean stopsAfterMaxLength; // a hypothesis of the greatest length may still read a stop token
    private final List<Hypothesis> finished = new ArrayList<>(); // best first, at most nBest
    private final List<Hypothesis> truncated = new ArrayList<>(); // the same, of those that no stop token ended
    private final Candidates open; // continuations that live on
    private final Candidates ending; // continuations by a stop token
    private List<Trace> live = List.of(Trace.EMPTY);
    private float[] scratch = {};

    Beam(int example, SearchSettings settings, SearchInput<S> input) {
        super(example);
        this.settings = settings;
        this.input = input;
        filter = new TokenFilter(settings.constraints(), input.allowed());
        prefix = input.prefix(example);
        maxLength = Math.max(prefix.length, input.maxLength(example, settings.maxLength()));
        stopsAfterMaxLength = filter.canStop();
        open = new Candidates(settings.beamSize());
        ending = new Candidates(settings.beamSize());
    }

    SearchResult result() {
        return new SearchResult(Stream.concat(finished.stream(), truncated.stream())
                .limit(settings.nBest())
                .toList());
    }

    @Override
    void advance(StepRows rows, int first) {
        open.clear();
        ending.clear();
        int length = live.get(0).length();
        boolean[] ended = new boolean[live.size()];
        if (length < prefix.length) {
            int token = prefix[length];
            open.offer(0, token, live.get(0).sum() + forced(rows.logProbability(first, token), token));
        } else {
            scratch = scratch.length == 0 ? new float[rows.vocabularySize()] : scratch;
            for (int i = 0; i < live.size(); i++) {
                ended[i] = !offer(i, rows, first);
            }
        }
        finish(rows, first, ended);
        if (length < maxLength) {
            extend(rows, first);
        } else {
            truncate(ended);
        }
    }

    /** A forced token is read even if the model gives it no probability; the sum stays a number, so that what follows can be ranked. */
    private static double forced(float logProbability, int token) {
        return Math.max(LEAST, Math.min(0, Candidates.checked(logProbability, token)));
    }

    /** False if nothing may follow the hypothesis, so that it ends as it is. */
    private boolean offer(int i, StepRows rows, int first) {
        Trace hypothesis = live.get(i);
        rows.copy(first + i, scratch);
        filter.apply(scratch, example(), hypothesis);
        if (TokenFilter.nothing(scratch)) {
            keep(truncated, hypothesis.hypothesis(false, settings));
            return false;
        }
        int stop = filter.bestStop(scratch);
        if (stop >= 0) {
            ending.offer(i, stop, hypothesis.sum() + Math.min(0, scratch[stop]));
            filter.excludeStops(scratch);
        }
        open.offer(i, hypothesis.sum(), scratch);
        return true;
    }

    /** Hypotheses end whose end is among the best continuations of all. */
    private void finish(StepRows rows, int first, boolean[] ended) {
        for (int e = 0; e < ending.count(); e++) {
            int better = e + open.before(ending.row(e), ending.token(e), ending.sum(e));
            if (better < settings.beamSize()) {
                keep(finished, then(ending, e, rows, first).hypothesis(true, settings));
                ended[ending.row(e)] = true;
            }
        }
    }

    /** At the greatest length, what no stop token ended ends as it is. */
    private void truncate(boolean[] ended) {
        for (int i = 0; i < live.size(); i++) {
            if (!ended[i]) {
                keep(truncated, live.get(i).hypothesis(false, settings));
            }
        }
        live = List.of();
        end();
    }

    /** The best other continuations live on, unless none of their continuations can be among the results. */
    private void extend(StepRows rows, int first) {
        List<Trace> next = new ArrayList<>();
        int[] parents = new int[open.count()];
        int[] tokens = new int[open.count()];
        for (int i = 0; i < open.count() && canBeAResult(open.sum(i)); i++) {
            Trace longer = then(open, i, rows, first);
            if (longer.length() == maxLength && !stopsAfterMaxLength) {
                keep(truncated, longer.hypothesis(false, settings));
            } else {
                parents[next.size()] = open.row(i);
                tokens[next.size()] = open.token(i);
                next.add(longer);
            }
        }
        live = next;
        become(parents, tokens, next.size());
    }

    private boolean canBeAResult(double sum) {
        if (finished.size() < settings.nBest()) {
            return true;
        }
        double bound = sum / settings.lengthPenalty().divisor(maxLength + (stopsAfterMaxLength ? 1 : 0));
        return settings.beamSize() > 1
                && bound > finished.get(finished.size() - 1).score();
    }

    private Trace then(Candidates from, int i, StepRows rows, int first) {
        int row = first + from.row(i);
        Trace before = live.get(from.row(i));
        return before.then(
                from.token(i),
                rows.logProbability(row, from.token(i)),
                from.sum(i),
                rows.attention(row, example(), input));
    }

    /** Inserts a hypothesis by its score, behind its equals, and drops what is beyond the n best. */
    private void keep(List<Hypothesis> sorted, Hypothesis hypothesis) {
        int at = sorted.size();
        while (at > 0 && hypothesis.score() > sorted.get(at - 1).score()) {
            at--;
        }
        sorted.add(at, hypothesis);
        if (sorted.size() > settings.nBest()) {
            sorted.remove(settings.nBest());
        }
    }
}
