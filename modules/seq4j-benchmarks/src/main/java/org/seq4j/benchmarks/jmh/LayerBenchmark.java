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
import org.seq4j.benchmarks.cases.Iteration;
import org.seq4j.benchmarks.cases.Parameters;
import org.seq4j.benchmarks.cases.RecurrentLayers;

/** Recurrent layers as a graph runs them; shapes are H x B x T, input size = hidden size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 2)
@Fork(1)
public class LayerBenchmark {
    /** The cell. */
    @Param({"rnn", "lstm", "peephole_lstm", "gru", "gru_reset_after"})
    public String cell = "lstm";

    /** H x B x T. */
    @Param({"128x32x50", "256x32x64", "512x64x64", "1024x64x50"})
    public String shape = "128x32x50";

    /** Layers one above the other. */
    @Param("1")
    public int layers = 1;

    /** Whether each layer reads both ways. */
    @Param("false")
    public boolean bidirectional;

    private @Nullable RecurrentLayers recurrent;
    private @Nullable Iteration step;

    /** Makes the layers of these parameters. */
    @Setup
    public void prepare() {
        String[] sizes = shape.split("x", 3);
        RecurrentLayers made = new RecurrentLayers(Parameters.of(
                "cell",
                cell,
                "hidden",
                sizes[0],
                "batch",
                sizes[1],
                "time",
                sizes[2],
                "layers",
                layers,
                "bidirectional",
                bidirectional));
        recurrent = made;
        step = made.step();
    }

    private RecurrentLayers prepared() {
        return Objects.requireNonNull(recurrent, "JMH runs prepare() first");
    }

    /** The outputs of all steps. */
    @Benchmark
    public long forward() {
        return prepared().forward();
    }

    /** The outputs of all steps, then all gradients. */
    @Benchmark
    public long forwardBackward() {
        return prepared().train();
    }

    /** One generation step of the first layer at batch 1. */
    @Benchmark
    public long step() throws Exception {
        return Objects.requireNonNull(step, "JMH runs prepare() first").run();
    }
}
