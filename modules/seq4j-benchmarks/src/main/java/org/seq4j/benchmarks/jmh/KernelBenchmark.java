package org.seq4j.benchmarks.jmh;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.seq4j.benchmarks.cases.KernelPass;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.KernelChoice;

/** The kernels under the layers, oneDNN's beside the portable one; shapes are H x B x T, input size = hidden size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 2)
@Fork(1)
public class KernelBenchmark {
    /** The cell. */
    @Param({"RNN_TANH", "LSTM", "PEEPHOLE_LSTM", "GRU", "GRU_RESET_AFTER"})
    public CellType cell = CellType.LSTM;

    /** Who computes. */
    @Param({"AUTO", "PORTABLE"})
    public KernelChoice kernel = KernelChoice.AUTO;

    /** H x B x T. */
    @Param({"128x32x50", "256x32x64", "512x64x64", "1024x64x50"})
    public String shape = "128x32x50";

    private @Nullable KernelPass pass;

    /** Makes the kernel and its arrays. */
    @Setup
    public void prepare() {
        String[] sizes = shape.split("x", 3);
        pass = new KernelPass(
                cell, kernel, Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
    }

    private KernelPass prepared() {
        return Objects.requireNonNull(pass, "JMH runs prepare() first");
    }

    /** The outputs of all steps. */
    @Benchmark
    public void forward() {
        prepared().forward();
    }

    /** The outputs of all steps, then all gradients. */
    @Benchmark
    public void forwardBackward() {
        prepared().train();
    }
}
