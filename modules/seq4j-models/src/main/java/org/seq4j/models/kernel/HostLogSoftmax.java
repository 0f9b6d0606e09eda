package org.seq4j.models.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * {@code log softmax(x W + b)} of rows on the host, at once: the output layer of a decoding model. Immutable and safe for several threads.
 *
 * <p>A few rows go through Java; more of them, where oneDNN is, stay in native memory from the product to the result.
 */
public final class HostLogSoftmax {
    private final HostMatrix weights; // [K, N]
    private final float[] bias; // [N]
    private volatile @Nullable Native quick;

    /**
     * Shares the matrix, copies the bias.
     *
     * @param weights W [K, N]
     * @param bias b [N]
     */
    public HostLogSoftmax(HostMatrix weights, float[] bias) {
        if (bias.length != weights.columns()) {
            throw new IllegalArgumentException("A bias for " + weights.columns()
                    + " columns has as many values, but there are " + bias.length + ".");
        }
        this.weights = weights;
        this.bias = bias.clone();
    }

    /** N. */
    public int columns() {
        return weights.columns();
    }

    /**
     * The logarithms of the probabilities.
     *
     * @param rows B
     * @param x [B, K]
     * @return [B, N], never above 0
     */
    public float[] apply(int rows, float[] x) {
        int size = weights.columns();
        float[] result = new float[rows * size];
        if (weights.nativePays(rows)) {
            quick().apply(rows, x, result);
            return result;
        }
        for (int row = 0; row < rows; row++) {
            System.arraycopy(bias, 0, result, row * size, size);
        }
        int panels = weights.panels();
        float[] highest = new float[rows * panels];
        double[] sums = new double[rows * panels]; // of exp(score - highest) over the columns of a panel
        weights.multiplyAdd(rows, x, weights.depth(), result, size, (panel, from, to) -> {
            for (int row = 0; row < rows; row++) {
                float[] scores = Arrays.copyOfRange(result, row * size + from, row * size + to);
                float most = FastMath.greatest(scores);
                highest[row * panels + panel] = most;
                sums[row * panels + panel] =
                        most == Float.NEGATIVE_INFINITY ? 0 : FastExp.shifted(scores, 0, scores.length, most);
            }
        });
        for (int row = 0; row < rows; row++) {
            float normaliser = normaliser(highest, sums, row * panels, (row + 1) * panels);
            for (int v = row * size; v < (row + 1) * size; v++) {
                result[v] -= normaliser;
            }
        }
        return result;
    }

    /** The logarithm of the sum of all exponentials, of the panels {@code from..to-1}. */
    private static float normaliser(float[] highest, double[] sums, int from, int to) {
        float most = Float.NEGATIVE_INFINITY;
        for (int panel = from; panel < to; panel++) {
            most = Math.max(most, highest[panel]);
        }
        double sum = 0;
        for (int panel = from; panel < to; panel++) {
            sum += sums[panel] * Math.exp((double) highest[panel] - most);
        }
        return most + (float) Math.log(sum);
    }

    private Native quick() {
        Native found = quick;
        if (found == null) {
            synchronized (this) {
                found = quick;
                if (found == null) {
                    found = new Native(weights, bias);
                    quick = found;
                }
            }
        }
        return found;
    }

    /** The same by oneDNN. */
    private static final class Native {
        private final NativeMatrix weights; // [K + 1, N], the bias last
        private final OneDnnLogSoftmax softmax;
        private final int depth;
        private final int size;

        Native(HostMatrix matrix, float[] bias) {
            depth = matrix.depth();
            size = matrix.columns();
            weights = matrix.toNative(1);
            weights.put(depth, 0, bias, size);
            softmax = new OneDnnLogSoftmax(size);
        }

        void apply(int rows, float[] x, float[] result) {
            int width = depth + 1;
            FloatPointer input = NativeMatrix.input((long) rows * width);
            float[] padded = new float[rows * width];
            for (int row = 0; row < rows; row++) {
                System.arraycopy(x, row * depth, padded, row * width, depth);
                padded[row * width + depth] = 1;
            }
            input.put(padded, 0, padded.length);
            int all = OneDnnLogSoftmax.whole(rows);
            FloatPointer output = NativeMatrix.output((long) all * size);
            weights.multiply(rows, input, output, 0);
            NativeFloats.clear(NativeFloats.at(output, (long) rows * size), (long) (all - rows) * size);
            softmax.apply(rows, output, result);
        }
    }
}
