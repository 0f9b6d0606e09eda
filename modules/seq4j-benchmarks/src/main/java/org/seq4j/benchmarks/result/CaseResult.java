package org.seq4j.benchmarks.result;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seq4j.benchmarks.cases.Group;
import org.seq4j.benchmarks.cases.Target;
import org.seq4j.benchmarks.cases.Unit;

/**
 * What a case gave.
 *
 * @param name of the case
 * @param group its table
 * @param unit how its time is told
 * @param parameters its sizes
 * @param target the least that PyTorch's time over ours has to be; null: no target
 * @param dl4jTarget the least that Deeplearning4j's time over ours has to be; null: no target
 * @param limit the most milliseconds that ours may take; null: no limit
 * @param seq4j ours
 * @param dl4j Deeplearning4j's own layers; null: they have no such thing
 * @param pytorch the peer; null: there is none, or there was no PyTorch
 */
public record CaseResult(
        String name,
        Group group,
        Unit unit,
        Map<String, String> parameters,
        @Nullable Target target,
        @Nullable Target dl4jTarget,
        @Nullable Target limit,
        Measured seq4j,
        @Nullable Measured dl4j,
        @Nullable Measured pytorch) {

    /** The median of the pairwise ratios of another side's time to ours; null where there is no pair. */
    public @Nullable Double ratio(@Nullable Measured other) {
        return other == null ? null : other.ratioTo(seq4j);
    }
}
