package org.seq4j.data.pointing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the examples of an epoch come from: a list, or a generator. Safe for several threads. */
public interface PointingSource {
    /** Examples of an epoch, at least 1. */
    long size();

    /** F of all elements. */
    int features();

    /** An example, a function of its arguments alone; number is 0..size-1. */
    PointingExample example(int epoch, long number);

    /** n of an example, without making it. */
    int elements(int epoch, long number);

    /** Positions in all targets of an epoch, or -1 where only making the examples would tell. */
    long targets();

    /** Whether making an example costs so much that several threads should share a batch. */
    boolean generated();

    /** What the examples are, in a phrase for records. */
    String describe();

    /**
     * Examples from memory, the same in every epoch. The list is not copied and must not change.
     *
     * @throws org.seq4j.data.DataException where there is none, or their elements differ in F
     */
    static PointingSource of(List<PointingExample> examples) {
        return new ListedExamples(examples);
    }

    /**
     * Examples made when they are asked for, others in every epoch.
     *
     * @param epochSize examples that count as an epoch, at least 1
     */
    static PointingSource of(PointingGenerator generator, long epochSize) {
        return new GeneratedExamples(generator, epochSize);
    }

    /**
     * These examples, with their elements in an order.
     *
     * @param task what the targets mean, or null; see {@link PointingExample#inOrder}
     */
    default PointingSource inOrder(ElementOrder order, @Nullable PointingTask task) {
        return order == ElementOrder.GIVEN ? this : new OrderedExamples(this, order, task);
    }
}
