package org.seq4j.models.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A reusable array of T time steps of N rows of width W, with its views made once. It grows when it must and never shrinks.
 * The caller keeps it out of ND4J workspaces by growing it outside of them.
 */
final class TimeBuffer {
    private final DataType type;
    private final int width;
    private int rows;
    private @Nullable INDArray flat;
    private final List<@Nullable INDArray> steps = new ArrayList<>();
    private final Map<Long, List<@Nullable INDArray>> columns = new HashMap<>();

    TimeBuffer(DataType type, int width) {
        this.type = type;
        this.width = width;
    }

    /** Makes room for {@code time} steps of {@code rows} rows; the content is undefined after a change of size. */
    void fit(int time, int rows) {
        long length = (long) time * rows * width;
        boolean tooSmall = flat == null || flat.length() < length;
        if (tooSmall) {
            flat = Nd4j.createUninitialized(type, length);
        }
        if (tooSmall || rows != this.rows) {
            steps.clear();
            columns.clear();
        }
        this.rows = rows;
    }

    /** Steps from..to-1 as one matrix, [(to-from)*N, W]. */
    INDArray rows(int from, int to) {
        long step = (long) rows * width;
        return storage()
                .get(NDArrayIndex.interval(from * step, to * step))
                .reshape('c', (long) (to - from) * rows, width);
    }

    /** Step t, [N, W]. */
    INDArray step(int t) {
        INDArray view = at(steps, t);
        if (view == null) {
            view = rows(t, t + 1);
            put(steps, t, view);
        }
        return view;
    }

    /** Columns from..to-1 of step t, [N, to-from]. */
    INDArray columns(int t, int from, int to) {
        List<@Nullable INDArray> views =
                columns.computeIfAbsent((long) from * Integer.MAX_VALUE + to, key -> new ArrayList<>());
        INDArray view = at(views, t);
        if (view == null) {
            view = Ops.columns(step(t), from, to);
            put(views, t, view);
        }
        return view;
    }

    private INDArray storage() {
        if (flat == null) {
            throw new IllegalStateException("A time buffer was read before it was given a size.");
        }
        return flat;
    }

    private static @Nullable INDArray at(List<@Nullable INDArray> list, int t) {
        return t < list.size() ? list.get(t) : null;
    }

    private static void put(List<@Nullable INDArray> list, int t, INDArray view) {
        while (list.size() <= t) {
            list.add(null);
        }
        list.set(t, view);
    }
}
