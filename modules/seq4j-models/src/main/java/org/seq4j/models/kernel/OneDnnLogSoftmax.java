package org.seq4j.models.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import java.lang.ref.Reference;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.scratchpad_mode;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.softmax_forward;
import org.bytedeco.javacpp.FloatPointer;

/** Log-softmax of rows in native memory, a fixed number of rows at a time: one primitive for batches of all sizes. Safe for several threads. */
final class OneDnnLogSoftmax {
    private static final int BLOCK = 16;

    private final memory.desc rows; // [BLOCK, N]
    private final memory.desc scratchpad;
    private final softmax_forward primitive;
    private final int size;

    OneDnnLogSoftmax(int size) {
        this.size = size;
        engine cpu = OneDnn.engine();
        rows = new memory.desc(new long[] {BLOCK, size}, memory.data_type.f32, memory.format_tag.ab);
        primitive_attr attributes = new primitive_attr();
        attributes.set_scratchpad_mode(scratchpad_mode.user); // the library's own is bound to the creating thread
        softmax_forward.primitive_desc desc = new softmax_forward.primitive_desc(
                cpu, prop_kind.forward_inference, algorithm.softmax_log, rows, rows, 1, attributes, false);
        scratchpad = desc.scratchpad_desc();
        primitive = new softmax_forward(desc);
    }

    /** The number of rows that {@link #apply} must be given for so many. */
    static int whole(int count) {
        return (count + BLOCK - 1) / BLOCK * BLOCK;
    }

    /**
     * Replaces rows by their log-softmax, and copies them while they are in the cache.
     *
     * @param count rows to copy; {@code values} has as many as {@link #whole} returns for them
     * @param result [count, N]
     */
    void apply(int count, FloatPointer values, float[] result) {
        NativeFloats scratch = new NativeFloats();
        FloatPointer work = scratch.atLeast(OneDnnPrimitives.floats(scratchpad));
        for (int first = 0; first < count; first += BLOCK) {
            FloatPointer block = NativeFloats.at(values, (long) first * size);
            try (OneDnnCall call = new OneDnnCall()) {
                call.with(DNNL_ARG_SRC, rows, block)
                        .with(DNNL_ARG_DST, rows, block)
                        .with(DNNL_ARG_SCRATCHPAD, scratchpad, work)
                        .execute(primitive);
            }
            block.get(result, first * size, Math.min(BLOCK, count - first) * size);
        }
        Reference.reachabilityFence(scratch);
    }
}
