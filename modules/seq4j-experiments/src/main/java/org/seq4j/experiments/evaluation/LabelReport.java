package org.seq4j.experiments.evaluation;

import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.evaluation.metric.ClassReport;
import org.seq4j.experiments.evaluation.metric.ConfusionCounts;

/**
 * How well each label was found.
 *
 * @param name what the labels are: labels, tags, chunks or intents
 * @param classes a score for each; none where another report tells more
 * @param confusion how often each was taken for each other; null where an example has not one of them
 */
public record LabelReport(
        String name, ClassReport classes, @Nullable ConfusionCounts confusion) {}
