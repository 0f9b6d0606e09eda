package org.seq4j.models.kernel;

import org.nd4j.linalg.api.buffer.DataType;

/** Chooses the implementation of a recurrent cell, once, by cell, options, data type and device. */
public final class Kernels {
    private Kernels() {}

    /**
     * A kernel of its own buffers, for one thread at a time.
     *
     * @param spec the cell and its sizes
     * @param type data type of all arrays
     * @param recurrentDropout whether forward passes will bring a recurrent dropout mask
     * @param choice which implementation
     * @throws IllegalStateException if the choice cannot be met; the message says why
     */
    public static RecurrentKernel create(CellSpec spec, DataType type, boolean recurrentDropout, KernelChoice choice) {
        if (choice == KernelChoice.ONEDNN) {
            throw new IllegalStateException("No onednn kernel for " + spec.cell() + " in " + type + ".");
        }
        return new PortableKernel(spec, type);
    }

    /** The {@link RecurrentKernel#name() name} of the kernel that {@link #create} would choose. */
    public static String describe(CellSpec spec, DataType type, boolean recurrentDropout, KernelChoice choice) {
        return choice == KernelChoice.ONEDNN ? "onednn" : "portable";
    }
}
