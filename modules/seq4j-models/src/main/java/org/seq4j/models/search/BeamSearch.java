package org.seq4j.models.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.seq4j.models.kernel.HostThreads;

/**
 * Beam search over any {@link StepDecoder}, for many examples at once; a beam of 1 is greedy search. Immutable and safe for several threads, as the decoder is.
 *
 * <p>An example keeps up to {@code k} live hypotheses, all of one length. After each step their continuations are ranked by the sum of their log-probabilities (after the
 * repetition penalty); among equals that of the better hypothesis, then the lower token id comes first. Those of the k best that end by a stop token are finished; the k best
 * others live on. Length and coverage penalty act on what is finished, as in Wu et al. 2016, section 7: {@code score = sum / lp(Y) + cp(X, Y)}. To a hypothesis of
 * the greatest length only a stop token can be added; without it, or where no token may follow, it ends as it is and stands behind all that are finished. The tokens of a
 * forced prefix count what the model says of them, but no less than ln(1.2e-38) each.
 *
 * <p><b>When an example is done.</b> A live hypothesis is dropped as soon as none of its continuations can be among the n best: once n hypotheses are finished, and
 * {@code sum / lp(greatest length)} is no more than the n-th best score. This is exact: sums never rise with more tokens, no length penalty falls with the length, and
 * no coverage penalty is positive, so with
 *
 * <ul>
 *   <li>no length penalty the bound is the sum itself
 *   <li>{@code average} it is the sum over the greatest length
 *   <li>{@code wu} it is the sum over {@code ((5 + greatest length) / 6)^alpha}
 * </ul>
 *
 * <p>An example without live hypotheses leaves the batch. Greedy search ends with the first stop token.
 *
 * @param <S> state of the decoder
 */
public final class BeamSearch<S> {
    /** From this many multiplications a step on, the examples are shared out to several threads. */
    private static final long PARALLEL = 1L << 24;

    private final StepDecoder<S> decoder;
    private final SearchSettings settings;

    /** @throws IllegalArgumentException if a stop or banned id is not in the vocabulary, or every token is banned */
    public BeamSearch(StepDecoder<S> decoder, SearchSettings settings) {
        settings.constraints().check(decoder.vocabularySize());
        this.decoder = decoder;
        this.settings = settings;
    }

    /**
     * Examples that begin with one and the same token, without further wishes.
     *
     * @param start state before the first token, one row for each example
     * @param examples N
     * @param firstToken what is read first: {@code <s>}
     * @return a result for each example
     */
    public List<SearchResult> search(S start, int examples, int firstToken) {
        return search(SearchInput.of(start, examples, firstToken));
    }

    /**
     * Searches.
     *
     * @return a result for each example
     * @throws IllegalArgumentException if a token of a prompt or prefix is not in the vocabulary, a prefix holds a stop token, a coverage penalty is asked of a model without
     *     attention, or a log-probability is not a number
     */
    public List<SearchResult> search(SearchInput<S> input) {
        SearchLoop<S> loop = new SearchLoop<>(decoder, input, settings.constraints());
        List<Beam<S>> beams = new ArrayList<>();
        for (int i = 0; i < input.examples(); i++) {
            beams.add(new Beam<>(i, settings, input));
        }
        int lanes = lanes(input);
        HostThreads.lanes(lanes, lanes, (part, from, to) -> {
            for (int lane = from; lane < to; lane++) {
                loop.run(everyOther(beams, lane, lanes));
            }
        });
        return beams.stream().map(Beam::result).toList();
    }

    /** Examples do not depend on each other, and every step has much to do: so each thread searches for some of them. */
    private int lanes(SearchInput<S> input) {
        long work = decoder.work() * input.examples() * settings.beamSize();
        return work < PARALLEL ? 1 : Math.min(HostThreads.count(), input.examples());
    }

    /** Neighbours, which are often of one length, go to different lanes. */
    private static <B> List<B> everyOther(List<B> all, int lane, int lanes) {
        return lanes == 1
                ? all
                : IntStream.range(0, all.size())
                        .filter(i -> i % lanes == lane)
                        .mapToObj(all::get)
                        .toList();
    }
}
