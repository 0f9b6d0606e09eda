package org.seq4j.experiments.evaluation.sample;

import java.util.List;

/** What a model makes of a few examples, for a human eye. */
public sealed interface Samples permits Samples.Compared, Samples.Texts {
    /** None. */
    Samples NONE = new Texts(List.of());

    /** Outputs beside what was expected; none where there are no entries. */
    record Compared(List<Sample> entries) implements Samples {
        @Override
        public List<String> lines(int width) {
            return isEmpty() ? List.of() : SampleTable.lines(entries, width);
        }
    }

    /** Texts that stand for themselves. */
    record Texts(List<String> entries) implements Samples {
        @Override
        public List<String> lines(int width) {
            return entries;
        }
    }

    /** Whole, a {@link Sample} or a text each. */
    List<?> entries();

    /**
     * As lines of a terminal; a table is cut to its width.
     *
     * @param width columns of the terminal
     */
    List<String> lines(int width);

    /** Whether there is nothing to show. */
    default boolean isEmpty() {
        return entries().isEmpty();
    }
}
