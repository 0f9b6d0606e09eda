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
import org.seq4j.benchmarks.cases.AttentionPass;
import org.seq4j.models.attention.AttentionScore;

/** Attention of a whole decoder; shapes are H x B x S x T, over a memory of 2H. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 2)
@Fork(1)
public class AttentionBenchmark {
    /** The score. */
    @Param({"BAHDANAU", "LUONG_GENERAL", "LUONG_CONCAT"})
    public AttentionScore score = AttentionScore.BAHDANAU;

    /** Whether scores know the attention that a position has had: then steps go one by one. */
    @Param({"false", "true"})
    public boolean coverage;

    /** H x B x S x T. */
    @Param("256x64x25x25")
    public String shape = "256x64x25x25";

    private @Nullable AttentionPass pass;

    /** Makes the attention and its arrays. */
    @Setup
    public void prepare() {
        String[] sizes = shape.split("x", 4);
        pass = new AttentionPass(
                score,
                coverage,
                Integer.parseInt(sizes[0]),
                Integer.parseInt(sizes[1]),
                Integer.parseInt(sizes[2]),
                Integer.parseInt(sizes[3]));
    }

    private AttentionPass prepared() {
        return Objects.requireNonNull(pass, "JMH runs prepare() first");
    }

    /** The attentional vectors of all steps. */
    @Benchmark
    public void forward() {
        prepared().forward();
    }

    /** The attentional vectors of all steps, then all gradients. */
    @Benchmark
    public void forwardBackward() {
        prepared().train();
    }
}
