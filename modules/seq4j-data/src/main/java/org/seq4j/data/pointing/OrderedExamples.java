package org.seq4j.data.pointing;

import org.jspecify.annotations.Nullable;

/** The examples of a source, with their elements in an order. */
record OrderedExamples(
        PointingSource source, ElementOrder order, @Nullable PointingTask task) implements PointingSource {
    @Override
    public long size() {
        return source.size();
    }

    @Override
    public int features() {
        return source.features();
    }

    @Override
    public PointingExample example(int epoch, long number) {
        return source.example(epoch, number).inOrder(order, task);
    }

    @Override
    public int elements(int epoch, long number) {
        return source.elements(epoch, number);
    }

    @Override
    public long targets() {
        return source.targets();
    }

    @Override
    public boolean generated() {
        return source.generated();
    }

    @Override
    public String describe() {
        return source.describe() + "; elements in lexicographic order";
    }
}
