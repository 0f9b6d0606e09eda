package org.seq4j.models.kernel;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What right padding asks of the portable kernel's loop: which rows are real at a step, and which end there. */
final class Padding {
    /** Every example is as long as the batch. Its only use is as an initial value. */
    static final Padding NONE = new Padding(null, 0, DataType.FLOAT);

    private final int @Nullable [] lengths; // null: no padding
    private final int time;
    private final int shortest;
    private final @Nullable INDArray[] real; // [B, 1] for each step from `shortest` on: 1 = real
    private final @Nullable INDArray[] ends; // [B, 1] for each number of steps 0..T: 1 = the example has that length

    private Padding(int @Nullable [] lengths, int time, DataType type) {
        this.lengths = lengths;
        this.time = time;
        real = new INDArray[time];
        ends = new INDArray[time + 1];
        shortest = lengths == null ? time : Arrays.stream(lengths).min().orElse(time);
        if (lengths != null) {
            for (int t = shortest; t < time; t++) {
                real[t] = column(lengths, type, t + 1, Integer.MAX_VALUE);
            }
            for (int length : lengths) {
                if (ends[length] == null) {
                    ends[length] = column(lengths, type, length, length);
                }
            }
        }
    }

    /** The padding of examples of these lengths in a batch of {@code time} steps; null: all are {@code time}. */
    static Padding of(int @Nullable [] lengths, int time, DataType type) {
        if (lengths == null || Arrays.stream(lengths).allMatch(length -> length == time)) {
            return new Padding(null, time, type);
        }
        return new Padding(lengths.clone(), time, type);
    }

    private static INDArray column(int[] lengths, DataType type, int from, int to) {
        float[] inside = new float[lengths.length];
        for (int b = 0; b < inside.length; b++) {
            inside[b] = lengths[b] >= from && lengths[b] <= to ? 1 : 0;
        }
        return Nd4j.createFromArray(inside).castTo(type).reshape(inside.length, 1);
    }

    /** Sets the rows of h [B, H] to 0 that are padding at step t. */
    void mask(int t, INDArray h) {
        if (t >= shortest) {
            h.muliColumnVector(real[t]);
        }
    }

    /** {@code dh += dy} in the rows that are real at step t; all [B, H]. */
    void addOutputGradient(int t, INDArray dy, INDArray dh, INDArray tmp) {
        INDArray step = dy;
        if (t >= shortest) {
            Ops.multiplyColumn(step, real[t], tmp);
            step = tmp;
        }
        Ops.add(dh, step, dh);
    }

    /** {@code d += dFinal} in the rows whose example has that many steps; all [B, H]. */
    void addFinalGradient(int length, INDArray dFinal, INDArray d, INDArray tmp) {
        if (lengths == null) {
            if (length == time) {
                Ops.add(d, dFinal, d);
            }
        } else if (ends[length] != null) {
            Ops.multiplyColumn(dFinal, ends[length], tmp);
            Ops.add(d, tmp, d);
        }
    }

    /** Copies each example's last real step to {@code into} [B, H]; {@code states} holds step 0..T. */
    void last(TimeBuffer states, int batch, INDArray into) {
        if (lengths == null) {
            into.assign(states.step(time));
            return;
        }
        int[] rows = new int[batch];
        for (int b = 0; b < batch; b++) {
            rows[b] = lengths[b] * batch + b;
        }
        INDArray all = states.rows(0, time + 1);
        into.assign(Nd4j.pullRows(all, 1, rows));
        Reference.reachabilityFence(all); // a view, which the native copy needs to its end
    }
}
