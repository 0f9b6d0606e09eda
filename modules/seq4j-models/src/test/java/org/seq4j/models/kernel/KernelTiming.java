package org.seq4j.models.kernel;

import java.util.Arrays;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Times one recurrent cell: median milliseconds of forward, forward + backward, and one generation step at batch 1. Not a
 * test. Arguments: CELL SIZE BATCH TIME [KERNEL] [RUNS], input size = hidden size, as in {@code LSTM 256 32 64 ONEDNN 15}.
 */
final class KernelTiming {
    private KernelTiming() {}

    /** Prints one JSON object. */
    public static void main(String[] args) {
        CellType cell = CellType.valueOf(args[0]);
        int size = Integer.parseInt(args[1]);
        int batch = Integer.parseInt(args[2]);
        int time = Integer.parseInt(args[3]);
        KernelChoice choice = args.length > 4 ? KernelChoice.valueOf(args[4]) : KernelChoice.AUTO;
        int runs = args.length > 5 ? Integer.parseInt(args[5]) : 15;
        CellSpec spec = new CellSpec(cell, size, size, false);
        KernelCase c = new KernelCase(spec, DataType.FLOAT, time, batch, KernelCase.Options.PLAIN, 1);
        RecurrentKernel kernel = Kernels.create(spec, DataType.FLOAT, false, choice);
        INDArray y = Nd4j.create(DataType.FLOAT, time, batch, size);
        CellGradients out = new CellGradients(
                Nd4j.create(DataType.FLOAT, time, batch, size),
                new CellWeights(
                        c.weights.input().dup(),
                        c.weights.recurrent().dup(),
                        c.weights.bias().dup(),
                        c.weights.peephole() == null
                                ? null
                                : c.weights.peephole().dup(),
                        null),
                null);
        double forward = median(runs, 4, () -> kernel.forward(c.weights, c.x, null, null, null, y, null, false));
        double train = median(runs, 4, () -> {
            Tape tape = kernel.forward(c.weights, c.x, null, null, null, y, null, true);
            kernel.backward(c.weights, tape, c.dy, null, out);
        });
        Stepper stepper = kernel.stepper(c.weights);
        float[] x = new float[size];
        Arrays.fill(x, 0.1f);
        float[] state = new float[stepper.stateSize()];
        float[] projected = new float[stepper.projectedSize()];
        stepper.project(1, x, projected);
        double step = median(1000, 3000, () -> stepper.step(1, x, state, state));
        double stepProjected = median(1000, 3000, () -> stepper.stepProjected(1, projected, state, state));
        System.out.printf(
                Locale.ROOT,
                "{\"kernel\": \"%s\", \"cell\": \"%s\", \"input\": %d, \"hidden\": %d, \"batch\": %d, \"time\": %d,"
                        + " \"forward_ms\": %.3f, \"train_ms\": %.3f, \"step_ms\": %.3f, \"step_projected_ms\": %.3f}%n",
                kernel.name(),
                cell,
                size,
                size,
                batch,
                time,
                forward,
                train,
                step,
                stepProjected);
    }

    private static double median(int runs, int warm, Runnable action) {
        for (int n = 0; n < warm; n++) {
            action.run();
        }
        double[] times = new double[runs];
        for (int n = 0; n < runs; n++) {
            long start = System.nanoTime();
            action.run();
            times[n] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[runs / 2];
    }
}
