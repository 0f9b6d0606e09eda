package org.seq4j.experiments.training.optimizer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Gradient clipping, by value and by the norm of the whole gradient (Pascanu, Mikolov &amp; Bengio 2013, algorithm 1),
 * and the measurement of that norm.
 */
public final class GradientClipping {
    /** Rows are summed by one thread each, so the norm does not depend on how many threads happened to be free. */
    private static final int ROW = 1024;

    private final @Nullable Double maxNorm;
    private final @Nullable Double maxValue;

    /**
     * @param maxNorm largest Euclidean norm of the whole gradient, null for no limit
     * @param maxValue largest absolute value of one component (applied first), null for no limit
     */
    public GradientClipping(@Nullable Double maxNorm, @Nullable Double maxValue) {
        this.maxNorm = maxNorm;
        this.maxValue = maxValue;
    }

    /**
     * Clips in place. A gradient whose norm is not finite is left alone.
     *
     * @param gradient [N], contiguous
     * @return the Euclidean norm before clipping by norm (after clipping by value); not finite if any component is not
     */
    public double clip(INDArray gradient) {
        if (maxValue != null) {
            double before = norm(gradient);
            if (!Double.isFinite(before)) {
                return before;
            }
            Nd4j.exec(DynamicCustomOp.builder("clipbyvalue")
                    .addInputs(gradient)
                    .addOutputs(gradient)
                    .addFloatingPointArguments(-maxValue, maxValue)
                    .build());
        }
        double norm = norm(gradient);
        if (maxNorm != null && norm > maxNorm && Double.isFinite(norm)) {
            gradient.muli(maxNorm / (norm + 1e-6)); // the 1e-6 is PyTorch's
        }
        return norm;
    }

    /**
     * The Euclidean norm of a vector, summed in double precision.
     *
     * @param vector [N], contiguous
     */
    public static double norm(INDArray vector) {
        if (HostFloats.canRead(vector)) {
            return Math.sqrt(sumOfSquares(new HostFloats(vector), vector.length()));
        }
        long length = vector.length();
        long rows = length / ROW;
        double sum = 0;
        if (rows > 0) {
            INDArray norms = head(vector, rows * ROW).reshape('c', rows, ROW).norm2(1); // [rows]
            for (double value : norms.data().asDouble()) {
                sum += value * value;
            }
        }
        if (rows * ROW < length) {
            double rest = vector.get(NDArrayIndex.interval(rows * ROW, length))
                    .norm2Number()
                    .doubleValue();
            sum += rest * rest;
        }
        return Math.sqrt(sum);
    }

    private static double sumOfSquares(HostFloats vector, long length) {
        float[] stretch = new float[HostFloats.STRETCH];
        double sum = 0;
        for (long start = 0; start < length; start += HostFloats.STRETCH) {
            vector.read(start, stretch);
            Arrays.fill(stretch, vector.count(start), stretch.length, 0);
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            for (int i = 0; i < stretch.length; i += 4) {
                a += (double) stretch[i] * stretch[i];
                b += (double) stretch[i + 1] * stretch[i + 1];
                c += (double) stretch[i + 2] * stretch[i + 2];
                d += (double) stretch[i + 3] * stretch[i + 3];
            }
            sum += a + b + (c + d);
        }
        return sum;
    }

    private static INDArray head(INDArray vector, long length) {
        return length == vector.length() ? vector : vector.get(NDArrayIndex.interval(0, length));
    }
}
