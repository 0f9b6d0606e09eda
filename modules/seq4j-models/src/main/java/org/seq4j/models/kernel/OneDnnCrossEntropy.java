package org.seq4j.models.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.scratchpad_mode;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reduction;
import org.bytedeco.dnnl.softmax_forward;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * By oneDNN where the scores lie in native memory, for large vocabularies. Rows are worked on block by block, so that a block stays in the cache from one primitive to the
 * next. Labels are below V.
 */
public final class OneDnnCrossEntropy implements CrossEntropy {
    /** A megabyte: half of a second-level cache. */
    private static final int BLOCK = 1 << 18;

    /** For narrower rows calling primitives costs as much as they save. */
    private static final int LEAST_WIDTH = 1024;

    /** Where the label's probability is smaller, or no number, its logarithm is taken of its score. */
    private static final float LEAST_PROBABILITY = 1e-30f;

    private final int width;
    private final int rows; // of a block
    private final double smoothing;
    private final memory.desc block; // [rows, V]
    private final memory.desc one; // [1, V]
    private final memory.desc column; // [rows, 1]
    private final Operation addBias;
    private final Operation greatest;
    private final Operation softmax;
    private final @Nullable Uniform uniform; // with smoothing
    private final NativeFloats floats = new NativeFloats();
    private final FloatPointer bias; // [V]
    private final FloatPointer biasGradient; // [V]
    private final FloatPointer ones; // [rows]
    private final FloatPointer results; // [rows]
    private final FloatPointer tail; // [rows, V], for a block that is not full
    private final FloatPointer scratchpad;
    private final float[] highest;
    private final float[] means;
    private final float[] labelScores;
    private final LossSums sums = new LossSums();
    private boolean begun;

    /** A primitive and the layout of its scratchpad. */
    private record Operation(primitive primitive, memory.desc scratchpad) {}

    /**
     * What the uniform part of a smoothed target takes.
     *
     * @param mean of a row's scores
     * @param lower takes ε / V from all probabilities
     */
    private record Uniform(Operation mean, Operation lower) {}

    /**
     * Starts with sums of zero.
     *
     * @param bias [V], added to each row of scores
     * @param smoothing ε of the target {@code (1 - ε) [label] + ε / V}
     */
    public OneDnnCrossEntropy(INDArray bias, double smoothing) {
        width = Math.toIntExact(bias.length());
        rows = Math.max(1, BLOCK / width);
        this.smoothing = smoothing;
        block = desc(rows, width);
        one = desc(1, width);
        column = desc(rows, 1);
        engine cpu = OneDnn.engine();
        primitive_attr attributes = new primitive_attr();
        attributes.set_scratchpad_mode(scratchpad_mode.user); // the library's own is bound to the creating thread
        var addition = new binary.primitive_desc(cpu, algorithm.binary_add, block, one, block, attributes, false);
        addBias = new Operation(new binary(addition), addition.scratchpad_desc());
        greatest = reduction(algorithm.reduction_max, attributes);
        var exponentials = new softmax_forward.primitive_desc(
                cpu, prop_kind.forward_inference, algorithm.softmax_accurate, block, block, 1, attributes, false);
        softmax = new Operation(new softmax_forward(exponentials), exponentials.scratchpad_desc());
        uniform = smoothing > 0 ? uniform(attributes) : null;
        long scratch = 0;
        List<Operation> operations = new ArrayList<>(List.of(addBias, greatest, softmax));
        if (uniform != null) {
            operations.add(uniform.mean);
            operations.add(uniform.lower);
        }
        for (Operation operation : operations) {
            scratch = Math.max(scratch, OneDnnPrimitives.floats(operation.scratchpad));
        }
        long wide = (width + 15L) / 16 * 16; // each part begins a cache line
        long high = (rows + 15L) / 16 * 16;
        FloatPointer start = floats.zeros(2 * wide + 2 * high + rows * wide + scratch);
        this.bias = start;
        biasGradient = NativeFloats.at(start, wide);
        ones = NativeFloats.at(start, 2 * wide);
        results = NativeFloats.at(start, 2 * wide + high);
        tail = NativeFloats.at(start, 2 * wide + 2 * high);
        scratchpad = NativeFloats.at(start, 2 * wide + 2 * high + rows * wide);
        NativeFloats.copy(NativeFloats.of(bias.dup('c')), this.bias, width);
        highest = new float[rows];
        means = new float[rows];
        labelScores = new float[rows];
        float[] units = new float[rows];
        Arrays.fill(units, 1);
        ones.put(units, 0, rows);
    }

    /** Whether scores of this type, so many a row, are better off here. */
    public static boolean serves(DataType type, long width) {
        return width >= LEAST_WIDTH && Kernels.oneDnnServes(type);
    }

    private static memory.desc desc(long height, long width) {
        return new memory.desc(new long[] {height, width}, memory.data_type.f32, memory.format_tag.ab, false);
    }

    private Uniform uniform(primitive_attr attributes) {
        var shift = new eltwise_forward.primitive_desc(
                OneDnn.engine(),
                prop_kind.forward_inference,
                algorithm.eltwise_linear,
                block,
                block,
                1,
                (float) (-smoothing / width),
                attributes,
                false);
        return new Uniform(
                reduction(algorithm.reduction_mean, attributes),
                new Operation(new eltwise_forward(shift), shift.scratchpad_desc()));
    }

    private Operation reduction(algorithm kind, primitive_attr attributes) {
        var desc = new reduction.primitive_desc(OneDnn.engine(), kind, block, column, 0, 0, attributes, false);
        return new Operation(new reduction(desc), desc.scratchpad_desc());
    }

    @Override
    public LossSums sums() {
        return sums;
    }

    @Override
    public void biasGradient(INDArray into) {
        float[] values = new float[width];
        biasGradient.get(values);
        Reference.reachabilityFence(floats);
        HostArrays.copy(values, into);
    }

    @Override
    public void add(INDArray scores, int[] labels, int from, boolean gradient) {
        int n = (int) scores.size(0);
        FloatPointer all = NativeFloats.of(scores);
        for (int first = 0; first < n; first += rows) {
            int count = Math.min(rows, n - first);
            FloatPointer own = NativeFloats.at(all, (long) first * width);
            if (count == rows) {
                block(own, count, labels, from + first, gradient);
            } else {
                NativeFloats.copy(own, tail, (long) count * width);
                NativeFloats.clear(NativeFloats.at(tail, (long) count * width), (long) (rows - count) * width);
                block(tail, count, labels, from + first, gradient);
                if (gradient) {
                    NativeFloats.copy(tail, own, (long) count * width);
                }
            }
        }
        Reference.reachabilityFence(scores);
        Reference.reachabilityFence(floats);
    }

    private void block(FloatPointer z, int count, int[] labels, int from, boolean gradient) {
        try (OneDnnCall call = new OneDnnCall()) {
            call.with(DNNL_ARG_SRC_0, block, z).with(DNNL_ARG_SRC_1, one, bias);
            run(call, addBias, block, z);
        }
        reduce(greatest, z, highest);
        if (uniform != null) {
            reduce(uniform.mean, z, means);
        }
        for (int row = 0; row < count; row++) {
            labelScores[row] = z.get((long) row * width + labels[from + row]);
        }
        inPlace(softmax, z);
        for (int row = 0; row < count; row++) {
            count(z, row, labels[from + row]);
        }
        if (gradient) {
            gradient(z, count, labels, from);
        }
    }

    private void reduce(Operation operation, FloatPointer z, float[] into) {
        try (OneDnnCall call = new OneDnnCall()) {
            call.with(DNNL_ARG_SRC, block, z);
            run(call, operation, column, results);
        }
        results.get(into, 0, rows);
    }

    private void inPlace(Operation operation, FloatPointer z) {
        try (OneDnnCall call = new OneDnnCall()) {
            call.with(DNNL_ARG_SRC, block, z);
            run(call, operation, block, z);
        }
    }

    private void run(OneDnnCall call, Operation operation, memory.desc layout, FloatPointer target) {
        call.with(DNNL_ARG_DST, layout, target)
                .with(DNNL_ARG_SCRATCHPAD, operation.scratchpad, scratchpad)
                .execute(operation.primitive);
    }

    private void count(FloatPointer probabilities, int row, int label) {
        float p = probabilities.get((long) row * width + label);
        boolean top = labelScores[row] == highest[row];
        double surprise;
        if (p >= LEAST_PROBABILITY) {
            surprise = -Math.log(p);
        } else {
            surprise = highest[row] - Math.log(greatest(probabilities, row)) - labelScores[row];
        }
        double smoothed = surprise + (smoothing > 0 ? smoothing * ((double) labelScores[row] - means[row]) : 0);
        sums.add(top && (p > 0.5f || isFirst(probabilities, row, label, p)), surprise, smoothed);
    }

    /** NaN where one of them is no number. */
    private float greatest(FloatPointer probabilities, int row) {
        float[] values = new float[width];
        NativeFloats.at(probabilities, (long) row * width).get(values);
        return FastMath.greatest(values);
    }

    private boolean isFirst(FloatPointer probabilities, int row, int label, float p) {
        float[] before = new float[label];
        NativeFloats.at(probabilities, (long) row * width).get(before);
        for (float value : before) {
            if (value == p) {
                return false;
            }
        }
        return true;
    }

    private void gradient(FloatPointer p, int count, int[] labels, int from) {
        if (uniform != null) {
            inPlace(uniform.lower, p);
        }
        for (int row = 0; row < count; row++) {
            long place = (long) row * width + labels[from + row];
            p.put(place, p.get(place) - (float) (1 - smoothing));
        }
        int status = dnnl_sgemm(
                (byte) 'N', (byte) 'N', 1, width, count, 1, ones, count, p, width, begun ? 1 : 0, biasGradient, width);
        if (status != dnnl_success) {
            throw new IllegalStateException("oneDNN's sgemm returned status " + status + ".");
        }
        begun = true;
    }
}
