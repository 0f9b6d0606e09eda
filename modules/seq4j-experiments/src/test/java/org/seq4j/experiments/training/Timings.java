package org.seq4j.experiments.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.seq4j.data.batch.Batch;
import org.seq4j.experiments.config.ConfigLoader;
import org.seq4j.experiments.training.optimizer.GradientClipping;
import org.seq4j.experiments.training.optimizer.Optimizers;

/** What the timings share. */
final class Timings {
    private Timings() {}

    /** Updates as the trainer makes them, with clipping by global norm and the Adam of the quick start. */
    static UpdateStep updates(ComputationGraph graph) {
        var adam = ConfigLoader.load(Path.of("configs/quickstart.yaml"), List.of())
                .config()
                .training()
                .optimizer();
        return new UpdateStep(
                (next, number) -> next, graph, Optimizers.of(adam, graph), new GradientClipping(1.0, null), 1);
    }

    /** The same data again and again. */
    static Iterator<Batch> again(MultiDataSet data, long tokens) {
        int sequences = (int) data.getFeatures(0).size(0);
        return Stream.generate(() -> new Batch(data, tokens, sequences, false)).iterator();
    }

    /** Milliseconds of updates on the same data, the smallest first. */
    static double[] updates(ComputationGraph graph, MultiDataSet data, long tokens, int warmUp, int runs) {
        UpdateStep step = updates(graph);
        Iterator<Batch> batches = again(data, tokens);
        return milliseconds(warmUp, runs, run -> () -> step.run(batches, run, 1e-3));
    }

    /**
     * Milliseconds of runs, the smallest first.
     *
     * @param warmUp runs before those that count
     * @param prepared what is timed of the run of this number, counted from 1, the warm-up among them
     */
    static double[] milliseconds(int warmUp, int runs, IntFunction<Runnable> prepared) {
        double[] ms = new double[runs];
        for (int i = -warmUp; i < runs; i++) {
            Runnable run = prepared.apply(i + warmUp + 1);
            long start = System.nanoTime();
            run.run();
            if (i >= 0) {
                ms[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(ms);
        return ms;
    }

    /** Peak resident memory of this process; 0 where the system does not tell. */
    static long peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
        return lines.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
