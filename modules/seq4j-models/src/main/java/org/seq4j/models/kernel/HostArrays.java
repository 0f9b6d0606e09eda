package org.seq4j.models.kernel;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Moves numbers between ND4J arrays and Java arrays, whose loops the JIT compiler turns into vector instructions. On a CPU it is one copy of memory and makes no
 * garbage.
 */
public final class HostArrays {
    private HostArrays() {}

    /**
     * Copies an array's elements in 'c' order.
     *
     * @param from contiguous in 'c' order, of type float or double
     * @param to at least as long; the rest stays as it is
     */
    public static void copy(INDArray from, float[] to) {
        int length = Math.toIntExact(from.length());
        if (isOnHost() && from.dataType() == DataType.FLOAT) {
            new Floats(from).get(to, 0, length);
            Reference.reachabilityFence(from);
        } else {
            System.arraycopy(from.castTo(DataType.FLOAT).dup('c').data().asFloat(), 0, to, 0, length);
        }
    }

    /** Copies the first elements into an array, contiguous in 'c' order. */
    public static void copy(float[] from, INDArray to) {
        int length = Math.toIntExact(to.length());
        if (isOnHost() && to.dataType() == DataType.FLOAT) {
            new Floats(to).put(from, 0, length);
            Reference.reachabilityFence(to);
        } else {
            float[] exact = from.length == length ? from : java.util.Arrays.copyOf(from, length);
            to.assign(Nd4j.createFromArray(exact).castTo(to.dataType()).reshape('c', to.shape()));
        }
    }

    /** Copies an array's elements in 'c' order; see {@link #copy(INDArray, float[])}. */
    public static void copy(INDArray from, double[] to) {
        int length = Math.toIntExact(from.length());
        if (isOnHost() && from.dataType() == DataType.DOUBLE) {
            new Doubles(from).get(to, 0, length);
            Reference.reachabilityFence(from);
        } else if (isOnHost() && from.dataType() == DataType.FLOAT) {
            float[] values = new float[length];
            new Floats(from).get(values, 0, length);
            Reference.reachabilityFence(from);
            for (int i = 0; i < length; i++) {
                to[i] = values[i];
            }
        } else {
            System.arraycopy(from.castTo(DataType.DOUBLE).dup('c').data().asDouble(), 0, to, 0, length);
        }
    }

    /** Copies the first elements into an array, contiguous in 'c' order. */
    public static void copy(double[] from, INDArray to) {
        int length = Math.toIntExact(to.length());
        if (isOnHost() && to.dataType() == DataType.DOUBLE) {
            new Doubles(to).put(from, 0, length);
            Reference.reachabilityFence(to);
        } else if (isOnHost() && to.dataType() == DataType.FLOAT) {
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = (float) from[i];
            }
            new Floats(to).put(values, 0, length);
            Reference.reachabilityFence(to);
        } else {
            double[] exact = from.length == length ? from : java.util.Arrays.copyOf(from, length);
            to.assign(Nd4j.createFromArray(exact).castTo(to.dataType()).reshape('c', to.shape()));
        }
    }

    /** Whether ND4J keeps its arrays in the memory of the CPU. */
    public static boolean isOnHost() {
        return Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
    }

    /** Where an array's elements start; owns nothing, so the array must be kept reachable. */
    private static final class Floats extends FloatPointer {
        Floats(INDArray array) {
            super((Pointer) null);
            address = array.data().address() + array.offset() * Float.BYTES;
        }
    }

    /** Where an array's elements start; owns nothing, so the array must be kept reachable. */
    private static final class Doubles extends DoublePointer {
        Doubles(INDArray array) {
            super((Pointer) null);
            address = array.data().address() + array.offset() * Double.BYTES;
        }
    }
}
