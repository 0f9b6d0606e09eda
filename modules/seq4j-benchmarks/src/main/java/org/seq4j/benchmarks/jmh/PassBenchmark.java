package org.seq4j.benchmarks.jmh;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.seq4j.benchmarks.cases.Pass;

/** One pass forwards, and one forwards and back; subclasses have the parameters, and JMH runs it for each of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 2)
@Fork(1)
public abstract class PassBenchmark {
    private @Nullable Pass pass;

    /** What is measured, of the parameters that JMH has set. */
    protected abstract Pass make();

    /** The so many numbers of a shape such as 256x32x64. */
    protected static int[] sizes(String shape, int count) {
        return Arrays.stream(shape.split("x", count))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** What JMH made by {@link #prepare}. */
    protected static <T> T prepared(@Nullable T made) {
        return Objects.requireNonNull(made, "JMH runs prepare() first");
    }

    /** Makes what is measured. */
    @Setup
    public void prepare() {
        pass = make();
    }

    /** The outputs of all steps. */
    @Benchmark
    public void forward() {
        prepared(pass).forward();
    }

    /** The outputs of all steps, then all gradients. */
    @Benchmark
    public void forwardBackward() {
        prepared(pass).train();
    }
}
