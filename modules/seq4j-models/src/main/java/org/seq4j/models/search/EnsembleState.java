package org.seq4j.models.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The states of the members of an {@link EnsembleDecoder}. Immutable. */
public final class EnsembleState {
    private final List<Member<?>> members;

    EnsembleState(List<Member<?>> members) {
        this.members = List.copyOf(members);
    }

    List<Member<?>> members() {
        return members;
    }

    /**
     * A decoder and its state.
     *
     * @param <S> type of the state
     */
    record Member<S>(StepDecoder<S> decoder, S state) {
        Step<Member<S>> step(int[] tokens) {
            Step<S> step = decoder.step(state, tokens);
            return new Step<>(step.logProbabilities(), new Member<>(decoder, step.state()));
        }

        Member<S> select(int[] rows) {
            return new Member<>(decoder, decoder.select(state, rows));
        }

        float @Nullable [] attention() {
            return decoder.attention(state);
        }
    }
}
