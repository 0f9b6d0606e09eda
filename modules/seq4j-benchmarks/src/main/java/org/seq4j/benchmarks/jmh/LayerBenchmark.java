package org.seq4j.benchmarks.jmh;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.seq4j.benchmarks.cases.Iteration;
import org.seq4j.benchmarks.cases.Parameters;
import org.seq4j.benchmarks.cases.Pass;
import org.seq4j.benchmarks.cases.RecurrentLayers;

/** Recurrent layers as a graph runs them; shapes are H x B x T, input size = hidden size. */
public class LayerBenchmark extends PassBenchmark {
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

    private @Nullable Iteration step;

    @Override
    protected Pass make() {
        int[] sizes = sizes(shape, 3);
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
        step = made.step();
        return made;
    }

    /** One generation step of the first layer at batch 1. */
    @Benchmark
    public long step() throws Exception {
        return prepared(step).run();
    }
}
