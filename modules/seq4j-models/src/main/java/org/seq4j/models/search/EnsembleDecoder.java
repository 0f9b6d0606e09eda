package org.seq4j.models.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several decoders that vote on every token, each with a state of its own type. They must have one vocabulary; that they mean the same tokens by it, and have read the same
 * sources, is for the caller to see to.
 */
public final class EnsembleDecoder implements StepDecoder<EnsembleState> {
    /** How the votes are joined. */
    public enum Averaging {
        /** The mean of the log-probabilities: the geometric mean of the probabilities, not normalised, so that a row sums to at most 1 after exp. */
        LOG_PROBABILITIES,
        /** The logarithm of the mean of the probabilities. */
        PROBABILITIES
    }

    private final List<StepDecoder<?>> members;
    private final Averaging averaging;

    private EnsembleDecoder(List<StepDecoder<?>> members, Averaging averaging) {
        this.members = members;
        this.averaging = averaging;
    }

    /** Members whose log-probabilities are averaged. */
    public static EnsembleDecoder of(List<? extends StepDecoder<?>> members) {
        return of(members, Averaging.LOG_PROBABILITIES);
    }

    /** @throws IllegalArgumentException if there is no member, or their vocabularies differ in size */
    public static EnsembleDecoder of(List<? extends StepDecoder<?>> members, Averaging averaging) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one member of an ensemble, found none.");
        }
        List<Integer> sizes =
                members.stream().<Integer>map(StepDecoder::vocabularySize).toList();
        if (sizes.stream().distinct().count() > 1) {
            throw new IllegalArgumentException(
                    "Expected members of an ensemble with vocabularies of one size, found " + sizes + '.');
        }
        return new EnsembleDecoder(List.copyOf(members), averaging);
    }

    @Override
    public int vocabularySize() {
        return members.get(0).vocabularySize();
    }

    @Override
    public EnsembleState start(int batch) {
        return new EnsembleState(members.stream()
                .<EnsembleState.Member<?>>map(member -> start(member, batch))
                .toList());
    }

    @Override
    public long work() {
        return members.stream().mapToLong(StepDecoder::work).sum();
    }

    private static <S> EnsembleState.Member<S> start(StepDecoder<S> decoder, int batch) {
        return new EnsembleState.Member<>(decoder, decoder.start(batch));
    }

    @Override
    public Step<EnsembleState> step(EnsembleState state, int[] tokens) {
        List<? extends Step<? extends EnsembleState.Member<?>>> steps =
                state.members().stream().map(member -> member.step(tokens)).toList();
        List<float[]> votes = steps.stream().map(Step::logProbabilities).toList();
        EnsembleState next = new EnsembleState(
                steps.stream().<EnsembleState.Member<?>>map(Step::state).toList());
        return new Step<>(votes.size() == 1 ? votes.get(0) : join(votes), next);
    }

    private float[] join(List<float[]> votes) {
        float[] joined = new float[votes.get(0).length];
        double size = votes.size();
        for (int i = 0; i < joined.length; i++) {
            double sum = 0;
            for (float[] vote : votes) {
                sum += averaging == Averaging.PROBABILITIES ? Math.exp(vote[i]) : vote[i];
            }
            joined[i] = (float) (averaging == Averaging.PROBABILITIES ? Math.log(sum / size) : sum / size);
        }
        return joined;
    }

    @Override
    public EnsembleState select(EnsembleState state, int[] rows) {
        return new EnsembleState(state.members().stream()
                .<EnsembleState.Member<?>>map(member -> member.select(rows))
                .toList());
    }

    /** The mean of the members' weights where all have some, of one length; else those of the first member that has any. */
    @Override
    public float @Nullable [] attention(EnsembleState state) {
        float[] first = null;
        float[] sum = null;
        boolean alike = true;
        for (EnsembleState.Member<?> member : state.members()) {
            float[] weights = member.attention();
            if (weights == null) {
                alike = false;
            } else if (first == null || sum == null) {
                first = weights;
                sum = weights.clone();
            } else {
                alike &= weights.length == sum.length;
                for (int i = 0; alike && i < sum.length; i++) {
                    sum[i] += weights[i];
                }
            }
        }
        if (sum == null || !alike) {
            return first;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= members.size();
        }
        return sum;
    }
}
