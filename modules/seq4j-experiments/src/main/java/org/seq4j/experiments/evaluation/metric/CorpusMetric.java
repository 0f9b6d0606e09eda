package org.seq4j.experiments.evaluation.metric;

import java.util.List;

/** Compares a corpus of outputs with their references. Implementations are immutable and thread-safe. */
public interface CorpusMetric {

    /**
     * Scores the corpus as a whole: counts are summed over the examples first.
     *
     * @param outputs one string an example
     * @param references the references of each example, in the order of the outputs, at least one each
     * @throws IllegalArgumentException if there is no example, if the lists differ in length, or if an example has no
     *     reference
     */
    CorpusScore score(List<String> outputs, List<List<String>> references);
}
