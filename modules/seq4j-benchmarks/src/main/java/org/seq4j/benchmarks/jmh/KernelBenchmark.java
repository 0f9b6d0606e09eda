package org.seq4j.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;
import org.seq4j.benchmarks.cases.KernelPass;
import org.seq4j.benchmarks.cases.Pass;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.KernelChoice;

/** The kernels under the layers, oneDNN's beside the portable one; shapes are H x B x T, input size = hidden size. */
public class KernelBenchmark extends PassBenchmark {
    /** The cell. */
    @Param({"RNN_TANH", "LSTM", "PEEPHOLE_LSTM", "GRU", "GRU_RESET_AFTER"})
    public CellType cell = CellType.LSTM;

    /** Who computes. */
    @Param({"AUTO", "PORTABLE"})
    public KernelChoice kernel = KernelChoice.AUTO;

    /** H x B x T. */
    @Param({"128x32x50", "256x32x64", "512x64x64", "1024x64x50"})
    public String shape = "128x32x50";

    @Override
    protected Pass make() {
        int[] sizes = sizes(shape, 3);
        return new KernelPass(cell, kernel, sizes[0], sizes[1], sizes[2]);
    }
}
