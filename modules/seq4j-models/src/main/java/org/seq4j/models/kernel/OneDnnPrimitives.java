package org.seq4j.models.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_LAYER;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.query;
import org.bytedeco.dnnl.global.dnnl.scratchpad_mode;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The oneDNN primitives of one cell for one shape, with the layouts of everything that they read and write. Holds native
 * memory until closed.
 */
final class OneDnnPrimitives implements AutoCloseable {
    /** A shape: T steps, B examples, I features. */
    record Key(int time, int batch, int inputSize, boolean training) {}

    /** A weight matrix in the layout of its primitive, and the way there from, or back to, the plain one. */
    record Packing(memory.desc layout, reorder move) {
        long size() {
            return floats(layout);
        }
    }

    /** A primitive with its scratchpad and the layouts that it chose for the weights. */
    record Pass(primitive primitive, memory.desc scratchpad, Packing input, Packing recurrent) {}

    final memory.desc x;
    final memory.desc y;
    final memory.desc state;
    final memory.desc input;
    final memory.desc recurrent;
    final memory.desc bias;
    final memory.@Nullable desc peephole;
    final Pass forward;
    final @Nullable Pass backward;
    final @Nullable Packing inputGradient;
    final @Nullable Packing recurrentGradient;
    final memory.@Nullable desc tape;
    private final List<Pointer> owned = new ArrayList<>();

    OneDnnPrimitives(CellSpec spec, Key key) {
        engine cpu = OneDnn.engine();
        long g = spec.cell().gates();
        long n = spec.hiddenSize();
        x = desc(memory.format_tag.tnc, key.time, key.batch, key.inputSize);
        y = desc(memory.format_tag.tnc, key.time, key.batch, n);
        state = desc(memory.format_tag.ldnc, 1, 1, key.batch, n);
        input = desc(memory.format_tag.ldigo, 1, 1, key.inputSize, g, n);
        recurrent = desc(memory.format_tag.ldigo, 1, 1, n, g, n);
        bias = desc(memory.format_tag.ldgo, 1, 1, spec.cell().biasBlocks(), n);
        int peepholes = spec.cell().peepholeBlocks();
        peephole = peepholes == 0 ? null : desc(memory.format_tag.ldgo, 1, 1, peepholes, n);
        primitive_attr attributes = own(new primitive_attr());
        attributes.set_scratchpad_mode(scratchpad_mode.user); // the library's own is bound to the creating thread
        OneDnnCells.Layouts layouts = new OneDnnCells.Layouts(
                x,
                y,
                state,
                desc(memory.format_tag.any, 1, 1, key.inputSize, g, n),
                desc(memory.format_tag.any, 1, 1, n, g, n),
                bias,
                peephole,
                attributes);
        prop_kind kind = key.training ? prop_kind.forward_training : prop_kind.forward_inference;
        CellType cell = (CellType) spec.cell(); // no other comes here, see OneDnnKernel.unsupported
        primitive_desc forwardDesc = own(OneDnnCells.forward(cell, cpu, kind, layouts));
        forward = pass(forwardDesc);
        if (key.training) {
            primitive_desc backwardDesc = own(OneDnnCells.backward(cell, cpu, forwardDesc, layouts));
            backward = pass(backwardDesc);
            tape = own(forwardDesc.workspace_desc());
            inputGradient = unpacking(layout(backwardDesc, DNNL_ARG_DIFF_WEIGHTS_LAYER), input);
            recurrentGradient = unpacking(layout(backwardDesc, DNNL_ARG_DIFF_WEIGHTS_ITER), recurrent);
        } else {
            backward = null;
            tape = null;
            inputGradient = null;
            recurrentGradient = null;
        }
    }

    private Pass pass(primitive_desc desc) {
        return new Pass(
                own(new primitive(desc)),
                own(desc.scratchpad_desc()),
                packing(input, layout(desc, DNNL_ARG_WEIGHTS_LAYER)),
                packing(recurrent, layout(desc, DNNL_ARG_WEIGHTS_ITER)));
    }

    private memory.desc layout(primitive_desc desc, int argument) {
        return own(desc.query_md(query.exec_arg_md, argument));
    }

    private Packing packing(memory.desc plain, memory.desc packed) {
        return new Packing(packed, move(plain, packed));
    }

    private Packing unpacking(memory.desc packed, memory.desc plain) {
        return new Packing(packed, move(packed, plain));
    }

    private reorder move(memory.desc from, memory.desc to) {
        reorder.primitive_desc desc = own(new reorder.primitive_desc(OneDnn.engine(), from, OneDnn.engine(), to));
        return own(new reorder(desc));
    }

    private memory.desc desc(memory.format_tag tag, long... dims) {
        return own(new memory.desc(dims, memory.data_type.f32, tag));
    }

    private <P extends Pointer> P own(P pointer) {
        owned.add(pointer);
        return pointer;
    }

    /** Number of floats that hold an array of this layout. */
    static long floats(memory.desc desc) {
        return (desc.get_size() + Float.BYTES - 1) / Float.BYTES;
    }

    @Override
    public void close() {
        for (int i = owned.size() - 1; i >= 0; i--) {
            owned.get(i).deallocate();
        }
        owned.clear();
    }
}
