package org.seq4j.models.search;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Steps the decoder for all live hypotheses of all examples at once until none is left. Prompts are read first, each at its own length; examples
 * that are done leave the batch.
 *
 * @param <S> state of the decoder
 */
final class SearchLoop<S> {
    private final StepDecoder<S> decoder;
    private final SearchInput<S> input;

    SearchLoop(StepDecoder<S> decoder, SearchInput<S> input, Constraints constraints) {
        input.check(decoder.vocabularySize(), constraints);
        this.decoder = decoder;
        this.input = input;
    }

    /**
     * Runs until every frontier is done.
     *
     * @param all the frontiers; each begins with the state row of its example, or all with the same one if the start is shared
     */
    void run(List<? extends Frontier> all) {
        S state = input.start();
        int rows = input.startRows();
        int[] first = all.stream()
                .mapToInt(one -> input.startRows() == 1 ? 0 : one.example())
                .toArray();
        int common = rows == 1 ? input.commonPrompt() : 0;
        StepRows outcome = null;
        for (int t = 0; t < common; t++) {
            Step<S> step = decoder.step(state, new int[] {input.prompt(0)[t]});
            state = step.state();
            outcome = outcome(step, 1);
        }
        List<? extends Frontier> active = all;
        for (int t = common; ; t++) {
            advance(active, t, outcome, first);
            Batch batch = new Batch(active, first);
            if (batch.tokens.length == 0) {
                return;
            }
            if (!batch.keeps(rows)) {
                state = decoder.select(state, batch.rows);
            }
            rows = batch.rows.length;
            Step<S> step = decoder.step(state, batch.tokens);
            state = step.state();
            outcome = outcome(step, rows);
            active = active.stream().filter(one -> one.live() > 0).collect(Collectors.toList());
            first = new int[active.size()];
            for (int i = 1; i < first.length; i++) {
                first[i] = first[i - 1] + active.get(i - 1).live();
            }
        }
    }

    private StepRows outcome(Step<S> step, int rows) {
        return new StepRows(step.logProbabilities(), decoder.attention(step.state()), rows);
    }

    private void advance(List<? extends Frontier> active, int t, @Nullable StepRows outcome, int[] first) {
        for (int i = 0; i < active.size(); i++) {
            Frontier one = active.get(i);
            int[] prompt = input.prompt(one.example());
            if (t < prompt.length || outcome == null) {
                one.read(prompt[t]);
            } else {
                one.advance(outcome, first[i]);
            }
        }
    }

    /** The rows and tokens of one step. */
    private static final class Batch {
        final int[] rows;
        final int[] tokens;

        Batch(List<? extends Frontier> active, int[] first) {
            int count = active.stream().mapToInt(Frontier::live).sum();
            rows = new int[count];
            tokens = new int[count];
            int at = 0;
            for (int i = 0; i < first.length; i++) {
                Frontier one = active.get(i);
                for (int j = 0; j < one.live(); j++) {
                    rows[at] = first[i] + one.parent(j);
                    tokens[at++] = one.token(j);
                }
            }
        }

        /** Whether these are all the rows of the state, in order. */
        boolean keeps(int count) {
            return rows.length == count
                    && Arrays.equals(rows, IntStream.range(0, count).toArray());
        }
    }
}
