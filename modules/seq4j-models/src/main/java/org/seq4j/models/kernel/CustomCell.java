package org.seq4j.models.kernel;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * A recurrent cell of your own: one step forward, and the same step back. A layer {@code Recurrent.builder(new YourCell(), I, H)} does the rest: the product of the
 * input with W and its gradients, the loop over the steps, directions, masks, states, and single steps for decoding.
 *
 * <p>The parameters are W {@code [I, G*H]}, U {@code [H, G*H]} and b {@code [G*H]}, a block for each of the G gates. The state is h, or with {@link #hasCellState()}
 * h and c.
 *
 * <p>A cell is immutable and keeps nothing between calls: the same object serves layers, directions and threads. The configuration of a graph holds it as JSON with
 * its class name, so it is public and has a constructor without arguments; options are fields with ND4J's {@code @JsonProperty}, and a cell with options overrides
 * {@link #equals} and {@link #hashCode}.
 *
 * <p>There are no peepholes, no layer normalisation and no recurrent dropout for such a cell.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "@class")
public abstract non-sealed class CustomCell implements Cell {
    @Override
    public final int biasBlocks() {
        return gates();
    }

    @Override
    public final int peepholeBlocks() {
        return 0;
    }

    /** Whether the state is (h, c) and not h alone; h alone if not overridden. */
    @Override
    public boolean hasCellState() {
        return false;
    }

    /** What the biases of a gate start with; 0 if not overridden. */
    public double initialBias(int gate) {
        return 0;
    }

    /**
     * One step. Finds {@code W x + b} in {@link Step#gate}, adds the products with U, and writes {@link Step#after()}. What stands in the gates at the end is there
     * again in {@link #backward}.
     */
    public abstract void forward(Step step);

    /**
     * One step back. Finds the gradient of the state after the step in {@link Gradients#state()} and turns it into that of the state before; on the way writes the
     * gradient of every gate and calls {@link Gradients#addProduct} for each product of the forward step. Where the gradient of the state is 0, as at padding, all
     * others must be 0.
     *
     * @param step as the forward step left it; not to be changed
     */
    public abstract void backward(Step step, Gradients gradients);

    /** Whether the other one is of the same class. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public int hashCode() {
        return getClass().hashCode();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName();
    }

    /** The arrays of one step. They are views of buffers and hold until the call returns. */
    public static final class Step {
        private final IntFunction<INDArray> gates;
        private final INDArray[] weights;
        private final CellState before;
        private final CellState after;

        Step(IntFunction<INDArray> gates, INDArray[] weights, CellState before, CellState after) {
            this.gates = gates;
            this.weights = weights;
            this.before = before;
            this.after = after;
        }

        /** One gate, {@code [B, H]}: before the forward step {@code W x + b}, then whatever it left there. */
        public INDArray gate(int number) {
            return gates.apply(number);
        }

        /** h' and c', {@code [B, H]} each; not to be changed. */
        public CellState before() {
            return before;
        }

        /** h and c, {@code [B, H]} each, written by the forward step. */
        public CellState after() {
            return after;
        }

        /**
         * Adds {@code operand U} to a gate, with that gate's block of U.
         *
         * @param operand {@code [B, H]}
         */
        public void addProduct(int gate, INDArray operand) {
            Ops.product(operand, weights[gate], 1, gate(gate));
        }
    }

    /** The gradients of one step. */
    public static final class Gradients {
        private final IntFunction<INDArray> gates;
        private final INDArray[] weights;
        private final INDArray[] weightGradients;
        private final CellState state;

        Gradients(IntFunction<INDArray> gates, INDArray[] weights, INDArray[] weightGradients, CellState state) {
            this.gates = gates;
            this.weights = weights;
            this.weightGradients = weightGradients;
            this.state = state;
        }

        /** Where the gradient of {@code W x + b} of one gate is to be written, {@code [B, H]}. */
        public INDArray gate(int number) {
            return gates.apply(number);
        }

        /** The gradient of h and c, {@code [B, H]} each: of those after the step, and at the end of those before it. */
        public CellState state() {
            return state;
        }

        /**
         * The way back through {@link Step#addProduct}, once the gradient of the gate is written: adds {@code gate U^T} to the gradient of the operand, and
         * {@code operand^T gate} to that of U.
         *
         * @param operand that of the forward step, {@code [B, H]}
         * @param operandGradient is added to, {@code [B, H]}, another array than the gate
         */
        public void addProduct(int gate, INDArray operand, INDArray operandGradient) {
            INDArray gradient = gate(gate);
            Ops.productRightTransposed(gradient, weights[gate], 1, operandGradient);
            Ops.productLeftTransposed(operand, gradient, 1, weightGradients[gate]);
        }
    }
}
