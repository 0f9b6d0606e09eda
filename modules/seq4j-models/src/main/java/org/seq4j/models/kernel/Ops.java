package org.seq4j.models.kernel;

import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SubOp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * ND4J operations that write into a given array and allocate nothing. Operands may be views whose rows are further apart
 * than they are long (columns of one gate); ND4J's {@code matmul} passes such strides on to BLAS without a copy.
 */
final class Ops {
    private static final MMulTranspose PLAIN = MMulTranspose.allFalse();
    private static final MMulTranspose LEFT =
            MMulTranspose.builder().transposeA(true).build();
    private static final MMulTranspose RIGHT =
            MMulTranspose.builder().transposeB(true).build();

    private Ops() {}

    /** {@code c = a b + beta c}; [M, K] [K, N] -> [M, N]. */
    static void product(INDArray a, INDArray b, double beta, INDArray c) {
        product(a, b, beta, c, PLAIN);
    }

    /** {@code c = a^T b + beta c}; [K, M] [K, N] -> [M, N]. */
    static void productLeftTransposed(INDArray a, INDArray b, double beta, INDArray c) {
        product(a, b, beta, c, LEFT);
    }

    /** {@code c = a b^T + beta c}; [M, K] [N, K] -> [M, N]. */
    static void productRightTransposed(INDArray a, INDArray b, double beta, INDArray c) {
        product(a, b, beta, c, RIGHT);
    }

    private static void product(INDArray a, INDArray b, double beta, INDArray c, MMulTranspose form) {
        if (MatrixProduct.oneDnnServes(a, b, c)) {
            MatrixProduct.multiply(a, form.isTransposeA(), b, form.isTransposeB(), c, 1, beta);
        } else {
            Nd4j.exec(new Mmul(a, b, c, 1, beta, form));
        }
    }

    /** {@code out = a * b}, elementwise. */
    static void multiply(INDArray a, INDArray b, INDArray out) {
        Nd4j.getExecutioner().exec(new MulOp(a, b, out));
    }

    /** {@code out = a + b}. */
    static void add(INDArray a, INDArray b, INDArray out) {
        Nd4j.getExecutioner().exec(new AddOp(a, b, out));
    }

    /** {@code out = a - b}. */
    static void subtract(INDArray a, INDArray b, INDArray out) {
        Nd4j.getExecutioner().exec(new SubOp(a, b, out));
    }

    /** {@code out = row * a}, row [N] over the columns of a [M, N]. */
    static void multiplyRow(INDArray a, INDArray row, INDArray out) {
        out.assign(a);
        out.muliRowVector(row);
    }

    /** {@code out = column * a}, column [M, 1] over the rows of a [M, N]. */
    static void multiplyColumn(INDArray a, INDArray column, INDArray out) {
        out.assign(a);
        out.muliColumnVector(column);
    }

    /** {@code a = s(a)}. */
    static void sigmoid(INDArray a) {
        Nd4j.getExecutioner().exec(new Sigmoid(a, a));
    }

    /** {@code out = tanh(a)}. */
    static void tanh(INDArray a, INDArray out) {
        Nd4j.getExecutioner().exec(new Tanh(a, out));
    }

    /** {@code out = s (1 - s)}, the derivative of the sigmoid at its value s. */
    static void sigmoidSlope(INDArray s, INDArray out) {
        multiply(s, s, out);
        subtract(s, out, out);
    }

    /** {@code out = 1 - v^2}, the derivative of tanh at its value v. */
    static void tanhSlope(INDArray v, INDArray out) {
        multiply(v, v, out);
        out.rsubi(1.0);
    }

    /** {@code out = 1 where a > 0, else 0}. */
    static void step(INDArray a, INDArray out) {
        Nd4j.getExecutioner().exec(new Step(a, out, 0.0));
    }

    /** {@code into = } the sum over the rows of a [M, N], [N]. */
    static void sumRows(INDArray a, INDArray into) {
        Nd4j.getExecutioner().exec(new Sum(a, into, 0));
    }

    /** Elements from..to-1 of a vector, as a view. */
    static INDArray range(INDArray vector, long from, long to) {
        return vector.get(NDArrayIndex.interval(from, to));
    }

    /** Columns from..to-1 of a matrix, as a view. */
    static INDArray columns(INDArray matrix, long from, long to) {
        return matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
    }
}
