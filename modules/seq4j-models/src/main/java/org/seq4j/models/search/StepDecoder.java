package org.seq4j.models.search;

import org.jspecify.annotations.Nullable;

/**
 * One contract for every generating model: a step at a time, many hypotheses at once, the state an explicit value.
 *
 * <p>What a model computes once (an encoder's pass over a source) belongs to the decoder or to the state that {@link #start} returns,
 * never to a step. Whatever else a search may want of a step (attention weights) is part of the state. The outcome of a hypothesis
 * must not depend on the others of its batch. Implementations are immutable and safe for several threads.
 *
 * @param <S> the state of a batch of hypotheses, immutable
 */
public interface StepDecoder<S> {
    /** What one log-probability costs where nothing better is known: a scalar product of vectors of so many numbers. */
    int WORK_OF_SCORE = 256;

    /** V. */
    int vocabularySize();

    /**
     * The state before the first token.
     *
     * @param batch B, at least 1
     */
    S start(int batch);

    /**
     * Reads one token for each hypothesis.
     *
     * @param state state of B hypotheses, is not changed
     * @param tokens [B], the last token of each, in 0..V-1
     * @return log-probabilities of the next token, and the next state
     * @throws IllegalArgumentException if the number of tokens is not B or one is not in the vocabulary
     */
    Step<S> step(S state, int[] tokens);

    /**
     * Reorders, drops or repeats hypotheses.
     *
     * @param state state of B hypotheses, is not changed
     * @param rows for each new hypothesis the old one it continues, each in 0..B-1, at least one
     */
    S select(S state, int[] rows);

    /**
     * The attention weights of the step that led to a state.
     *
     * @param state state of B hypotheses
     * @return [B, S] row-major, 0 at padding; each row sums to 1 or, for a source without a real position, to 0; not to be changed; null where the model has no
     *     attention or no step was made
     */
    default float @Nullable [] attention(S state) {
        return null;
    }

    /** About how many multiplications a step takes for one hypothesis; a search shares its examples out to threads where they are many. */
    default long work() {
        return (long) WORK_OF_SCORE * vocabularySize();
    }
}
