package org.seq4j.models.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The recurrent product of neighbouring gates, {@code a U[:, gates]}, layer normalised where the cell is: {@code gain *
 * N(a U[:, gates])}. Keeps what the backward pass needs for each step.
 */
final class RecurrentProduct {
    private final int from;
    private final int to;
    private final int gainOffset;
    private final @Nullable NormalizedSequence norm;
    private final @Nullable TimeBuffer productGradients;
    private final @Nullable TimeBuffer scratch;
    private @Nullable INDArray weights;
    private @Nullable INDArray gain;

    /** For gates {@code fromGate..toGate-1}. */
    RecurrentProduct(CellSpec spec, DataType type, int fromGate, int toGate) {
        int hiddenSize = spec.hiddenSize();
        from = fromGate * hiddenSize;
        to = toGate * hiddenSize;
        gainOffset = spec.projectedSize();
        norm = spec.layerNorm() ? new NormalizedSequence(type, toGate - fromGate, hiddenSize) : null;
        productGradients = spec.layerNorm() ? new TimeBuffer(type, to - from) : null;
        scratch = spec.layerNorm() ? new TimeBuffer(type, to - from) : null;
    }

    /** Makes room for [T, B]. */
    void fit(int time, int batch) {
        if (norm != null && productGradients != null && scratch != null) {
            norm.fit(time, batch);
            productGradients.fit(time, batch);
            scratch.fit(time, batch);
        }
    }

    /** The parameters of the passes to come. */
    void bind(CellWeights w) {
        weights = Ops.columns(w.recurrent(), from, to);
        gain = w.layerNorm() == null ? null : Ops.range(w.layerNorm(), gainOffset + from, gainOffset + to);
    }

    /**
     * {@code target (+)= gain * N(operand U)}.
     *
     * @param operand [B, H]
     * @param target [B, gates*H]
     */
    void forward(int t, INDArray operand, INDArray target, boolean accumulate) {
        INDArray u = Objects.requireNonNull(weights);
        if (norm == null || gain == null || scratch == null) {
            Ops.product(operand, u, accumulate ? 1 : 0, target);
            return;
        }
        INDArray product = norm.values(t, t + 1);
        Ops.product(operand, u, 0, product);
        norm.forward(t, t + 1);
        if (accumulate) {
            INDArray s = scratch.step(t);
            Ops.multiplyRow(product, gain, s);
            Ops.add(target, s, target);
        } else {
            Ops.multiplyRow(product, gain, target);
        }
    }

    /**
     * {@code dOperand += d(target)/d(operand)}.
     *
     * @param dTarget [B, gates*H]
     * @param dOperand [B, H]
     */
    void backward(int t, INDArray dTarget, INDArray dOperand) {
        INDArray dProduct = dTarget;
        if (norm != null && gain != null && productGradients != null) {
            dProduct = productGradients.step(t);
            Ops.multiplyRow(dTarget, gain, dProduct);
            norm.backward(t, t + 1, dProduct);
        }
        Ops.productRightTransposed(dProduct, Objects.requireNonNull(weights), 1, dOperand);
    }

    /**
     * The gradients of U and of the gain over all steps.
     *
     * @param operands [T*B, H]
     * @param dTargets [T*B, gates*H]
     */
    void gradients(int time, INDArray operands, INDArray dTargets, CellWeights out) {
        INDArray dProducts = dTargets;
        if (norm != null && productGradients != null && scratch != null && out.layerNorm() != null) {
            dProducts = productGradients.rows(0, time);
            INDArray s = scratch.rows(0, time);
            Ops.multiply(dTargets, norm.values(0, time), s);
            Ops.sumRows(s, Ops.range(out.layerNorm(), gainOffset + from, gainOffset + to));
        }
        Ops.productLeftTransposed(operands, dProducts, 0, Ops.columns(out.recurrent(), from, to));
    }
}
