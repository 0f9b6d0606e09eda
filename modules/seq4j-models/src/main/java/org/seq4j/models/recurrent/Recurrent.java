package org.seq4j.models.recurrent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.seq4j.models.kernel.Cell;
import org.seq4j.models.kernel.CellSpec;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.CustomCell;
import org.seq4j.models.kernel.KernelChoice;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.Faults;
import org.seq4j.models.node.TrainableVertex;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/**
 * One recurrent layer as a graph vertex: {@code graph.addVertex("rnn", Recurrent.builder(CellType.LSTM, 128, 256).build(), "embedding")}.
 *
 * <p>Inputs: x {@code [B, I, T]}; optionally the initial hidden state {@code [B, D*H]} and, for cells that have one, the initial cell state {@code [B, D*H]}
 * (forward direction first). Output: {@code [B, H, T]}, or {@code [B, 2H, T]} for {@link Direction#BIDIRECTIONAL_CONCAT}. A mask {@code [B, T]}, 1 = real, may
 * have any form: the state holds over masked steps, the backward direction reverses each example within its own length, and masked outputs are 0.
 *
 * <p>The equations stand in {@link CellType} and in the kernels, the initial values in {@link CellParameters}.
 */
public final class Recurrent extends TrainableVertex {
    @JsonProperty
    private @Nullable CellType cell = CellType.LSTM; // null: there is a customCell

    @JsonProperty
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private @Nullable CustomCell customCell;

    @JsonProperty
    private int inputSize = 1;

    @JsonProperty
    private int hiddenSize = 1;

    @JsonProperty
    private Direction direction = Direction.FORWARD;

    @JsonProperty
    private boolean layerNorm;

    @JsonProperty
    private double inputDropout;

    @JsonProperty
    private boolean variationalDropout;

    @JsonProperty
    private double recurrentDropout;

    @JsonProperty
    private boolean residual;

    @JsonProperty
    private double forgetBias = 1;

    @JsonProperty
    private boolean finalState;

    @JsonProperty
    private boolean stateful;

    @JsonProperty
    private KernelChoice kernel = KernelChoice.AUTO;

    private Recurrent() {}

    /** A builder with the three values that have no default: the cell (a {@link CellType} or a {@link CustomCell}), input size I and hidden size H. */
    public static Builder builder(Cell cell, int inputSize, int hiddenSize) {
        return new Builder(cell, inputSize, hiddenSize);
    }

    /** The cell. */
    public Cell cell() {
        return customCell != null ? customCell : Objects.requireNonNull(cell, "a recurrent layer has a cell");
    }

    /** I. */
    public int inputSize() {
        return inputSize;
    }

    /** H. */
    public int hiddenSize() {
        return hiddenSize;
    }

    /** The direction or directions. */
    public Direction direction() {
        return direction;
    }

    /** Features of the output. */
    public int outputSize() {
        return direction.outputSize(hiddenSize);
    }

    /** Whether gates are layer-normalised. */
    public boolean layerNorm() {
        return layerNorm;
    }

    /** Probability to drop an input. */
    public double inputDropout() {
        return inputDropout;
    }

    /** Whether one dropout mask of the input serves all steps. */
    public boolean variationalDropout() {
        return variationalDropout;
    }

    /** Probability to drop a unit of the previous hidden state, one mask for all steps. */
    public double recurrentDropout() {
        return recurrentDropout;
    }

    /** Whether the input is added to the output. */
    public boolean residual() {
        return residual;
    }

    /** Whether {@link FinalState} vertices may ask for the final state. */
    public boolean finalState() {
        return finalState;
    }

    /** Whether the final state of a pass can be carried into the next one. */
    public boolean stateful() {
        return stateful;
    }

    /** Which kernel is wanted. */
    public KernelChoice kernel() {
        return kernel;
    }

    /** Cell and sizes as the kernels know them. */
    public CellSpec spec() {
        return new CellSpec(cell(), inputSize, hiddenSize, layerNorm);
    }

    @Override
    public void defineParametersAndInputs(SDVertexParams params) {
        params.defineInputs("x");
        for (int pass = 0; pass < direction.passes(); pass++) {
            parameters(direction.isReverse(pass)).define(params);
        }
    }

    CellParameters parameters(boolean reverse) {
        return CellParameters.of(spec(), reverse);
    }

    @Override
    public void initializeParameters(Map<String, INDArray> table) {
        for (int pass = 0; pass < direction.passes(); pass++) {
            parameters(direction.isReverse(pass)).initialize(table, seed(), String.valueOf(getName()), forgetBias);
        }
    }

    @Override
    protected TrainableVertexImpl<?> vertex(VertexPlace place) {
        return new RecurrentVertex(this, place);
    }

    @Override
    public int maxVertexInputs() {
        return cell().hasCellState() ? 3 : 2;
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) throws InvalidInputTypeException {
        if (!(inputs[0] instanceof InputType.InputTypeRecurrent sequence)) {
            throw new InvalidInputTypeException(
                    "a recurrent layer expects a sequence [batch, features, time] as its first input, found "
                            + inputs[0]);
        }
        if (sequence.getSize() != inputSize) {
            throw new InvalidInputTypeException("a recurrent layer with input size " + inputSize
                    + " expects that many features, found " + sequence.getSize());
        }
        return InputType.recurrent(outputSize(), sequence.getTimeSeriesLength());
    }

    @Override
    public GraphVertex clone() {
        Recurrent copy = new Recurrent();
        copy.cell = cell;
        copy.customCell = customCell;
        copy.inputSize = inputSize;
        copy.hiddenSize = hiddenSize;
        copy.direction = direction;
        copy.layerNorm = layerNorm;
        copy.inputDropout = inputDropout;
        copy.variationalDropout = variationalDropout;
        copy.recurrentDropout = recurrentDropout;
        copy.residual = residual;
        copy.forgetBias = forgetBias;
        copy.finalState = finalState;
        copy.stateful = stateful;
        copy.kernel = kernel;
        return withTrainingSettings(copy);
    }

    @Override
    protected Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("cell", cell());
        options.put("inputSize", inputSize);
        options.put("hiddenSize", hiddenSize);
        options.put("direction", direction);
        options.put("layerNorm", layerNorm);
        options.put("inputDropout", inputDropout);
        options.put("variationalDropout", variationalDropout);
        options.put("recurrentDropout", recurrentDropout);
        options.put("residual", residual);
        options.put("forgetBias", forgetBias);
        options.put("finalState", finalState);
        options.put("stateful", stateful);
        options.put("kernel", kernel);
        return options;
    }

    /** Builds a {@link Recurrent}. */
    public static final class Builder {
        private final Recurrent result = new Recurrent();

        private Builder(Cell cell, int inputSize, int hiddenSize) {
            result.cell = cell instanceof CellType type ? type : null;
            result.customCell = cell instanceof CustomCell custom ? custom : null;
            result.inputSize = inputSize;
            result.hiddenSize = hiddenSize;
        }

        /** Direction or directions; default forward. */
        public Builder direction(Direction value) {
            result.direction = value;
            return this;
        }

        /** Layer normalisation of the gates (Ba, Kiros, Hinton 2016); default off. */
        public Builder layerNorm(boolean value) {
            result.layerNorm = value;
            return this;
        }

        /** Probability to drop an input value in training, 0 (default) to less than 1. */
        public Builder inputDropout(double rate) {
            result.inputDropout = rate;
            return this;
        }

        /** One mask of the input dropout for all steps of a sequence (Gal and Ghahramani 2016); default: a mask a step. */
        public Builder variationalDropout(boolean value) {
            result.variationalDropout = value;
            return this;
        }

        /** Probability to drop a unit of h(t-1) in training, one mask for all steps of a sequence (Gal and Ghahramani 2016); default 0. */
        public Builder recurrentDropout(double rate) {
            result.recurrentDropout = rate;
            return this;
        }

        /** Adds the input to the output; needs an output as wide as the input; default off. */
        public Builder residual(boolean value) {
            result.residual = value;
            return this;
        }

        /** Initial bias of the forget gate of LSTM cells; default 1. */
        public Builder forgetBias(double value) {
            result.forgetBias = value;
            return this;
        }

        /** Offers the final state to {@link FinalState} vertices; default off. */
        public Builder finalState(boolean value) {
            result.finalState = value;
            return this;
        }

        /** Lets the final state of one pass be the initial state of the next, for truncated backpropagation through time; forward direction only; default off. */
        public Builder stateful(boolean value) {
            result.stateful = value;
            return this;
        }

        /** Which kernel computes; default: the quickest that can. */
        public Builder kernel(KernelChoice value) {
            result.kernel = value;
            return this;
        }

        /** Seed of initial values and dropout; default: the graph's. */
        public Builder seed(@Nullable Long value) {
            result.seed(value);
            return this;
        }

        /**
         * Builds the vertex.
         *
         * @throws IllegalArgumentException if a value is out of range or two do not fit; the message lists every fault
         */
        public Recurrent build() {
            Faults faults = new Faults();
            faults.check(() -> result.spec());
            faults.check(() -> DropoutMask.checkRate("inputDropout", result.inputDropout));
            faults.check(() -> DropoutMask.checkRate("recurrentDropout", result.recurrentDropout));
            if (result.recurrentDropout > 0 && result.customCell != null) {
                faults.add("there is no recurrent dropout for a cell of your own such as " + result.customCell
                        + "; found recurrentDropout " + result.recurrentDropout);
            }
            if (result.residual && result.outputSize() != result.inputSize) {
                faults.add("a residual connection needs an output as wide as the input; the input size is "
                        + result.inputSize + " and the output size " + result.outputSize());
            }
            if (result.stateful && result.direction != Direction.FORWARD) {
                faults.add("a state can be carried over windows in the forward direction only; the direction is "
                        + result.direction);
            }
            faults.throwIfAny("recurrent layer");
            return (Recurrent) result.clone();
        }
    }
}
