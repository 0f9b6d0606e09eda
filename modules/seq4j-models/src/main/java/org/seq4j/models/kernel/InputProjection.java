package org.seq4j.models.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The input side of the gates, {@code W x + b}, layer normalised where the cell is: {@code gain * N(W x) + b}.
 *
 * <p>The first K features of x are known for all steps beforehand and take one product; the others, {@code I - K} of them,
 * are fed step by step (input feeding) and may be none.
 */
final class InputProjection {
    private final CellSpec spec;
    private final int known;
    private final int fedSize;
    private final @Nullable NormalizedSequence norm;
    private final TimeBuffer dProducts; // only with layer normalisation: the gradient of W x
    private final TimeBuffer fed;
    private final TimeBuffer dFed;

    private int time;
    private int batch;
    private @Nullable INDArray x; // [T*B, K]
    private @Nullable INDArray knownWeights; // [K, G*H]
    private @Nullable INDArray fedWeights; // [I-K, G*H]
    private @Nullable INDArray gain; // [G*H]
    private @Nullable INDArray bias; // [G*H]

    InputProjection(CellSpec spec, int known, DataType type) {
        this.spec = spec;
        this.known = known;
        fedSize = spec.inputSize() - known;
        norm = spec.layerNorm() ? new NormalizedSequence(type, spec.cell().gates(), spec.hiddenSize()) : null;
        dProducts = new TimeBuffer(type, spec.projectedSize());
        fed = new TimeBuffer(type, Math.max(fedSize, 1));
        dFed = new TimeBuffer(type, Math.max(fedSize, 1));
    }

    /** Features that are fed step by step, I - K. */
    int fedSize() {
        return fedSize;
    }

    /** Starts a pass: all that is known goes into the gates. {@code x} [T, B, K] is kept; null where K is 0. */
    void start(CellWeights w, @Nullable INDArray x, int time, int batch, TimeBuffer gates) {
        this.time = time;
        this.batch = batch;
        this.x = x == null ? null : x.reshape('c', (long) time * batch, known);
        if (norm != null) {
            norm.fit(time, batch);
        }
        if (fedSize > 0) {
            fed.fit(time, batch);
        }
        bind(w);
        INDArray products = products(gates, 0, time); // [T*B, G*H]
        if (this.x == null) {
            products.assign(0);
        } else {
            Ops.product(this.x, Objects.requireNonNull(knownWeights), 0, products);
        }
        if (fedSize == 0) {
            complete(gates, 0, time);
        } else if (norm == null) {
            products.addiRowVector(bias);
        }
    }

    private void bind(CellWeights w) {
        INDArray all = w.input();
        knownWeights = fedSize == 0 ? all : known == 0 ? null : rows(all, 0, known);
        fedWeights = fedSize == 0 ? null : known == 0 ? all : rows(all, known, spec.inputSize());
        bias = Ops.range(w.bias(), 0, spec.projectedSize());
        gain = w.layerNorm() == null ? null : Ops.range(w.layerNorm(), 0, spec.projectedSize());
    }

    private static INDArray rows(INDArray matrix, int from, int to) {
        return matrix.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }

    private INDArray products(TimeBuffer gates, int from, int to) {
        return norm != null ? norm.values(from, to) : to == from + 1 ? gates.step(from) : gates.rows(from, to);
    }

    private void complete(TimeBuffer gates, int from, int to) {
        INDArray target = to == from + 1 ? gates.step(from) : gates.rows(from, to);
        if (norm != null && gain != null) {
            norm.forward(from, to);
            Ops.multiplyRow(norm.values(from, to), gain, target);
        }
        target.addiRowVector(bias);
    }

    /** Adds the rest of the input of step t, [B, I-K], which is copied. */
    void feed(int t, INDArray rest, TimeBuffer gates) {
        fed.step(t).assign(rest);
        Ops.product(fed.step(t), Objects.requireNonNull(fedWeights), 1, products(gates, t, t + 1));
        if (norm != null) {
            complete(gates, t, t + 1);
        }
    }

    /** Makes room for the gradients. */
    void startBackward(CellWeights w) {
        bind(w);
        if (norm != null) {
            dProducts.fit(time, batch);
        }
        if (fedSize > 0) {
            dFed.fit(1, batch);
        }
    }

    /** The gradient of what was fed at step t, [B, I-K]; overwritten by the next call. */
    INDArray fedGradient(int t, TimeBuffer dGates) {
        INDArray d = dGates.step(t);
        if (norm != null && gain != null) {
            Ops.multiplyRow(d, gain, dProducts.step(t));
            d = dProducts.step(t);
            norm.backward(t, t + 1, d);
        }
        Ops.productRightTransposed(d, Objects.requireNonNull(fedWeights), 0, dFed.step(0));
        return dFed.step(0);
    }

    /**
     * After the last step back: the gradients of W, its gain, the first G bias blocks and the known part of x.
     *
     * @param dKnown [T*B, K]; null where K is 0
     */
    void gradients(TimeBuffer dGates, CellWeights out, @Nullable INDArray dKnown) {
        INDArray d = dGates.rows(0, time); // [T*B, G*H]
        Ops.sumRows(d, Ops.range(out.bias(), 0, spec.projectedSize()));
        INDArray gainGradients = out.layerNorm();
        if (norm != null && gain != null && gainGradients != null) {
            gainGradient(d, Ops.range(gainGradients, 0, spec.projectedSize()));
            INDArray products = dProducts.rows(0, time);
            if (fedSize == 0) {
                Ops.multiplyRow(d, gain, products);
                norm.backward(0, time, products);
            }
            d = products;
        }
        INDArray into = out.input();
        if (x != null && dKnown != null) {
            Ops.productLeftTransposed(x, d, 0, fedSize == 0 ? into : rows(into, 0, known));
            Ops.productRightTransposed(d, Objects.requireNonNull(knownWeights), 0, dKnown);
        }
        if (fedSize > 0) {
            INDArray part = known == 0 ? into : rows(into, known, spec.inputSize());
            Ops.productLeftTransposed(fed.rows(0, time), d, 0, part);
        }
    }

    private void gainGradient(INDArray d, INDArray into) {
        Ops.sumRows(d.mul(Objects.requireNonNull(norm).values(0, time)), into);
    }
}
