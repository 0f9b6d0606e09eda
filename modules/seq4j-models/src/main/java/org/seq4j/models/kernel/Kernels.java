package org.seq4j.models.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the implementation of a recurrent cell, once, by cell, options, data type and device. */
public final class Kernels {
    private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private Kernels() {}

    /**
     * A kernel of its own buffers, for one thread at a time.
     *
     * @param spec the cell and its sizes
     * @param type data type of all arrays
     * @param recurrentDropout whether forward passes will bring a recurrent dropout mask
     * @param choice which implementation; {@link KernelChoice#AUTO} takes oneDNN where it can serve. Where only its native
     *     library is missing, the log says so once
     * @throws IllegalArgumentException if there is to be recurrent dropout in a {@link CustomCell}
     * @throws IllegalStateException if the choice is oneDNN and it cannot serve; the message says why
     */
    public static RecurrentKernel create(CellSpec spec, DataType type, boolean recurrentDropout, KernelChoice choice) {
        if (recurrentDropout && spec.cell() instanceof CustomCell) {
            throw new IllegalArgumentException("The cell " + spec.cell()
                    + " is one of your own, and there is no recurrent dropout for it: leave recurrent dropout at 0.");
        }
        if (choice == KernelChoice.PORTABLE) {
            return new PortableKernel(spec, type);
        }
        String unsupported = OneDnnKernel.unsupported(spec, type, recurrentDropout);
        if (unsupported == null && !onCpu()) {
            unsupported = "ND4J runs on " + Nd4j.getBackend().getClass().getSimpleName() + ", and oneDNN on the CPU";
        }
        String unavailable = unsupported == null ? OneDnn.unavailable() : null;
        if (unsupported == null && unavailable == null) {
            return new OneDnnKernel(spec);
        }
        if (choice == KernelChoice.ONEDNN) {
            throw new IllegalStateException("The oneDNN kernel was asked for, but "
                    + (unsupported == null ? unavailable : unsupported) + ". Choose AUTO or PORTABLE.");
        }
        if (unavailable != null && SAID.compareAndSet(false, true)) {
            LOG.warn("The portable kernels run, several times slower, as {}.", unavailable);
        }
        return new PortableKernel(spec, type);
    }

    /** A portable kernel that shows the gradient of h at each step of a backward pass. */
    public static RecurrentKernel observed(CellSpec spec, DataType type, StepGradients observer) {
        return new PortableKernel(spec, type, observer);
    }

    /** Whether oneDNN can work on arrays of this type here. */
    public static boolean oneDnnServes(DataType type) {
        return type == DataType.FLOAT && onCpu() && OneDnn.unavailable() == null;
    }

    private static boolean onCpu() {
        return Nd4j.getBackend().getClass().getSimpleName().equals("CpuBackend");
    }

    /**
     * The {@link RecurrentKernel#name() name} of the kernel that {@link #create} would choose, told from the class path
     * alone, without starting ND4J or oneDNN.
     */
    public static String describe(CellSpec spec, DataType type, boolean recurrentDropout, KernelChoice choice) {
        return switch (choice) {
            case PORTABLE -> "portable";
            case ONEDNN -> "onednn";
            case AUTO ->
                OneDnnKernel.unsupported(spec, type, recurrentDropout) == null
                                && OneDnn.onClassPath()
                                && present("org.nd4j.linalg.cpu.nativecpu.CpuBackend")
                                && !present("org.nd4j.linalg.jcublas.JCublasBackend")
                        ? "onednn"
                        : "portable";
        };
    }

    private static boolean present(String name) {
        @Nullable Object found = Kernels.class.getResource("/" + name.replace('.', '/') + ".class");
        return found != null;
    }
}
