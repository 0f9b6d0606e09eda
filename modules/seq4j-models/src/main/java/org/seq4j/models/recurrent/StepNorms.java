package org.seq4j.models.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.StepGradients;

/** Keeps the norm of each example's gradient at each step of a backward pass. */
final class StepNorms implements StepGradients {
    private final List<double[]> backwards = new ArrayList<>(); // [B] each, the last step first

    @Override
    public void complete(int step, INDArray dHidden) {
        // In double: the squares of small gradients are zero in float.
        backwards.add(dHidden.castTo(DataType.DOUBLE).norm2(1).toDoubleVector());
    }

    /**
     * The mean norm over the examples that are long enough, by the number of steps between a step and the last real one.
     *
     * @param lengths of the examples; null: all are whole
     */
    double[] byDistance(int @Nullable [] lengths) {
        int time = backwards.size();
        double[] sums = new double[time];
        int[] counts = new int[time];
        for (int t = 0; t < time; t++) {
            double[] norms = backwards.get(time - 1 - t);
            for (int b = 0; b < norms.length; b++) {
                int distance = (lengths == null ? time : lengths[b]) - 1 - t;
                if (distance >= 0) {
                    sums[distance] += norms[b];
                    counts[distance]++;
                }
            }
        }
        int longest = 0;
        while (longest < time && counts[longest] > 0) {
            sums[longest] /= counts[longest];
            longest++;
        }
        return Arrays.copyOf(sums, longest);
    }
}
