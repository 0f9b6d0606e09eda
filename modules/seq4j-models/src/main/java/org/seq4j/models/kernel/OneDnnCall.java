package org.seq4j.models.kernel;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** The memory arguments of one execution of a primitive; the native objects live until the call is closed. */
final class OneDnnCall implements AutoCloseable {
    private final IntMemoryMap arguments = new IntMemoryMap();
    private final List<Pointer> owned = new ArrayList<>();

    OneDnnCall() {
        owned.add(arguments);
    }

    /** Passes {@code data} of layout {@code desc} as argument {@code DNNL_ARG_...}. */
    OneDnnCall with(int argument, memory.desc desc, FloatPointer data) {
        arguments.put(argument, memory(desc, data));
        return this;
    }

    /** Rewrites {@code from} into {@code to}. */
    void reorder(reorder move, memory.desc fromLayout, FloatPointer from, memory.desc toLayout, FloatPointer to) {
        move.execute(OneDnn.stream(), memory(fromLayout, from), memory(toLayout, to));
    }

    /** Runs the primitive to its end. */
    void execute(primitive primitive) {
        primitive.execute(OneDnn.stream(), arguments);
        OneDnn.stream()._wait();
    }

    private memory memory(memory.desc desc, FloatPointer data) {
        memory m = new memory(desc, OneDnn.engine(), data);
        owned.add(m);
        return m;
    }

    @Override
    public void close() {
        OneDnn.stream()._wait();
        for (int i = owned.size() - 1; i >= 0; i--) {
            owned.get(i).deallocate();
        }
    }
}
