package org.seq4j.models.recurrent;

import java.util.Arrays;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.seq4j.models.kernel.CellState;
import org.seq4j.models.node.TimeMajor;

/**
 * The state of a {@link Recurrent} layer after the last real step of each example: hidden or cell, {@code [B, D*H]}, forward direction first.
 *
 * <p>Its one input is the recurrent layer itself, which must be built with {@code finalState(true)}. The gradient goes straight into the layer's backward pass.
 */
public final class FinalState extends GraphVertex {
    /** Which part of the state. */
    public enum Part {
        /** h. */
        HIDDEN,
        /** c, of cells that have it. */
        CELL
    }

    @JsonProperty
    private Part part = Part.HIDDEN;

    private FinalState() {}

    /** The final hidden or cell state. */
    public FinalState(Part part) {
        this.part = part;
    }

    /** Which part of the state. */
    public Part part() {
        return part;
    }

    @Override
    public GraphVertex clone() {
        return new FinalState(part);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FinalState state && state.part == part;
    }

    @Override
    public int hashCode() {
        return Objects.hash(part);
    }

    @Override
    public long numParams(boolean backprop) {
        return 0;
    }

    @Override
    public int minVertexInputs() {
        return 1;
    }

    @Override
    public int maxVertexInputs() {
        return 1;
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph, String name, int index, INDArray view, boolean initialize, DataType type) {
        return new Impl(part, graph, name, index, type);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) throws InvalidInputTypeException {
        if (!(inputs[0] instanceof InputType.InputTypeRecurrent sequence)) {
            throw new InvalidInputTypeException("a final state is taken from a recurrent layer, found " + inputs[0]);
        }
        return InputType.feedForward(sequence.getSize());
    }

    @Override
    public MemoryReport getMemoryReport(InputType... inputs) {
        InputType out = InputType.feedForward(((InputType.InputTypeRecurrent) inputs[0]).getSize());
        return new LayerMemoryReport.Builder(null, FinalState.class, inputs[0], out)
                .standardMemory(0, 0)
                .workingMemory(0, 0, 0, out.arrayElementsPerExample())
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    private static final class Impl extends BaseGraphVertex {
        private final Part part;

        Impl(Part part, ComputationGraph graph, String name, int index, DataType type) {
            super(graph, name, index, null, null, type);
            this.part = part;
        }

        private RecurrentVertex layer() {
            var vertex = graph.getVertices()[getInputVertices()[0].getVertexIndex()];
            if (vertex instanceof RecurrentVertex recurrent) {
                return recurrent;
            }
            throw new IllegalStateException("the final state '" + getVertexName()
                    + "' must take its input from a recurrent layer, found '" + vertex.getVertexName() + "'");
        }

        @Override
        public INDArray doForward(boolean training, LayerWorkspaceMgr manager) {
            CellState state = layer().lastState();
            INDArray value =
                    state == null || !layer().conf().finalState() ? null : part == Part.CELL ? state.c() : state.h();
            if (value == null) {
                throw new IllegalStateException("the recurrent layer '" + layer().getVertexName() + "' offers no "
                        + (part == Part.CELL && !layer().conf().cell().hasCellState()
                                ? "cell state: its cell is " + layer().conf().cell()
                                : "final state: build it with finalState(true)"));
            }
            return manager.createUninitialized(ArrayType.ACTIVATIONS, dataType, value.shape(), 'c')
                    .assign(value);
        }

        @Override
        @SuppressWarnings("NullAway") // DL4J's contract: no gradient of parameters
        public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr manager) {
            boolean cell = part == Part.CELL;
            layer().addLastStateGradient(cell ? null : epsilon, cell ? epsilon : null);
            if (layer().skipAddition()) {
                return new Pair<>(null, new INDArray[] {null});
            }
            INDArray x = inputs[0]; // the graph adds another gradient to this one, quickly where both have this layout
            long[] shape = {x.size(2), x.size(0), x.size(1)};
            INDArray none = manager.create(ArrayType.ACTIVATION_GRAD, dataType, shape, 'c');
            return new Pair<>(null, new INDArray[] {TimeMajor.toGraph(none)});
        }

        @Override
        public void setBackpropGradientsViewArray(INDArray view) {
            if (view != null) {
                throw new IllegalArgumentException("a final state has no parameters, found a gradient vector of shape "
                        + Arrays.toString(view.shape()));
            }
        }

        @Override
        @SuppressWarnings("NullAway") // DL4J's contract: no mask, the state is no sequence
        public Pair<INDArray, MaskState> feedForwardMaskArrays(
                INDArray @Nullable [] masks, MaskState state, int batch) {
            return new Pair<>(null, state);
        }

        @Override
        public boolean hasLayer() {
            return false;
        }

        @Override
        @SuppressWarnings("NullAway") // DL4J's contract: null where hasLayer() is false
        public Layer getLayer() {
            return null;
        }

        @Override
        public String toString() {
            return "FinalState(" + getVertexName() + ")";
        }
    }
}
