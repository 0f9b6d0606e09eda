package org.seq4j.models.recurrent;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.seq4j.models.kernel.CellState;
import org.seq4j.models.kernel.CellWeights;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TokenRows;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/**
 * A {@link Recurrent} at work: brings the input into time-major order, applies dropout, lets one {@link DirectionalPass} a direction compute, joins their outputs
 * and adds the residual connection; and all of it backwards.
 */
public final class RecurrentVertex extends TrainableVertexImpl<Recurrent> {
    private final DirectionalPass[] passes;
    private @Nullable INDArray x; // [T, B, I], after dropout
    private @Nullable INDArray inputFactors; // dropout, [T, B, I] or [B, I]
    private @Nullable INDArray mask; // [B, T]
    private @Nullable CellState carried; // [B, H]
    private @Nullable CellState last; // [B, D*H]
    private @Nullable CellState lastGradient; // [B, D*H]
    private boolean additionDue;

    RecurrentVertex(Recurrent conf, VertexPlace place) {
        super(conf, place);
        passes = new DirectionalPass[conf.direction().passes()];
        for (int p = 0; p < passes.length; p++) {
            passes[p] = new DirectionalPass(this, conf.direction().isReverse(p), place.type());
        }
    }

    /** The parameters of the forward (or only) pass, or of the backward one of two. */
    public CellWeights weights(boolean reverse) {
        return conf().parameters(reverse).weights(this::parameter);
    }

    CellWeights gradients(boolean reverse) {
        return conf().parameters(reverse).weights(this::gradient);
    }

    /** The state that the next pass starts from in place of zeros, h and c {@code [B, H]}; null: zeros. */
    public @Nullable CellState carriedState() {
        return carried;
    }

    /**
     * Sets the state that every following pass starts from.
     *
     * @param state h and c {@code [B, H]}, not in a workspace; null: zeros
     * @throws IllegalStateException if the layer is not stateful
     */
    public void carryState(@Nullable CellState state) {
        if (!conf().stateful()) {
            throw new IllegalStateException("the recurrent layer '" + getVertexName()
                    + "' carries no state between passes: build it with stateful(true)");
        }
        carried = state;
    }

    /** The state after the last forward pass, h and c {@code [B, D*H]}; null before the first, or where neither {@code finalState} nor {@code stateful} is set. */
    public @Nullable CellState lastState() {
        return last;
    }

    /** Begins or ends looking at the gradients of h. */
    void observe(boolean wanted) {
        for (DirectionalPass pass : passes) {
            pass.observe(wanted);
        }
    }

    /** What was seen of the last backward pass, a curve a direction. */
    List<GradientFlow.Curve> flow() {
        return Stream.of(passes)
                .map(DirectionalPass::flow)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** Adds to the gradient that the next backward pass takes for the final state. */
    void addLastStateGradient(@Nullable INDArray dh, @Nullable INDArray dc) {
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            CellState sum = lastGradient;
            INDArray h = sum == null ? Nd4j.zeros(dataType, requireLast().h().shape()) : sum.h();
            INDArray c = sum == null ? null : sum.c();
            if (dh != null) {
                h.addi(dh);
            }
            if (dc != null) {
                c = c == null ? dc.dup('c') : c.addi(dc);
            }
            lastGradient = new CellState(h, c);
        }
    }

    /**
     * Makes Deeplearning4j leave out the next addition to this layer's output gradient, that of zeros: it adds arrays of three dimensions slowly. It reads the gradient,
     * where it finds none does not add, and sets what it has read.
     *
     * @return whether there is an addition: this pass has already brought a gradient of the output
     */
    boolean skipAddition() {
        additionDue = super.getEpsilon() != null;
        return additionDue;
    }

    @Override
    @SuppressWarnings("NullAway") // Deeplearning4j's contract: null where there is none
    public INDArray getEpsilon() {
        return additionDue ? null : super.getEpsilon();
    }

    @Override
    public void setEpsilon(@Nullable INDArray gradient) {
        if (additionDue) {
            additionDue = false;
        } else {
            super.setEpsilon(gradient);
        }
    }

    private CellState requireLast() {
        if (last == null) {
            throw new IllegalStateException("the recurrent layer '" + getVertexName()
                    + "' keeps no final state: build it with finalState(true), and run a forward pass first");
        }
        return last;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr manager) {
        Recurrent conf = conf();
        additionDue = false;
        setEpsilon(null); // that of the pass before
        INDArray input = TimeMajor.fromGraph(inputs[0], dataType, manager, ArrayType.INPUT);
        if (input.size(2) != conf.inputSize()) {
            throw new IllegalArgumentException("the recurrent layer '" + getVertexName() + "' expects "
                    + conf.inputSize() + " input features, found " + input.size(2));
        }
        int time = (int) input.size(0);
        int batch = (int) input.size(1);
        mask = mask(0, batch, time);
        inputFactors = null;
        boolean drops = training && conf.inputDropout() > 0;
        x = drops ? dropInput(input, manager) : input;
        TokenRows source = training && !drops ? source() : null;
        CellState initial = initialState(batch);
        boolean wantsState = conf.finalState() || conf.stateful();
        CellState state = wantsState ? emptyState(batch) : null;
        INDArray[] outputs = new INDArray[passes.length];
        for (int p = 0; p < passes.length; p++) {
            outputs[p] = passes[p].forward(
                    x,
                    source,
                    mask,
                    slice(initial, p),
                    wantsState ? emptyPart(batch) : null,
                    training,
                    iteration(),
                    manager,
                    passes.length == 1 && !conf.residual());
            if (state != null) {
                put(passes[p].finalState(), state, p);
            }
        }
        last = state;
        return TimeMajor.toGraph(join(outputs, input, time, batch, manager));
    }

    /** The node whose rows are this layer's input, if there is one and it feeds no other. */
    @Nullable
    TokenRows source() {
        GraphVertex below = graph.getVertices()[getInputVertices()[0].getVertexIndex()];
        return below instanceof TokenRows rows && below.getNumOutputConnections() == 1 && !below.isOutputVertex()
                ? rows
                : null;
    }

    private INDArray dropInput(INDArray input, LayerWorkspaceMgr manager) {
        long[] shape = conf().variationalDropout()
                ? new long[] {input.size(1), input.size(2)}
                : new long[] {input.size(0), input.size(1), input.size(2)};
        inputFactors = DropoutMask.fill(
                conf().inputDropout(),
                conf().seed(),
                iteration(),
                getVertexName() + "/x",
                manager.createUninitialized(ArrayType.INPUT, dataType, shape, 'c'));
        INDArray dropped =
                TimeMajor.create(manager, ArrayType.INPUT, dataType, input.size(0), input.size(1), input.size(2));
        return multiply(input, inputFactors, dropped);
    }

    /** {@code result = values * factors}, the factors {@code [T, B, F]} or, the same for every step, {@code [B, F]}. */
    private static INDArray multiply(INDArray values, INDArray factors, INDArray result) {
        INDArray same = factors.rank() == 3 ? factors : factors.reshape(1, factors.size(0), factors.size(1));
        return values.mul(same, result);
    }

    private @Nullable CellState initialState(int batch) {
        if (inputs.length == 1) {
            if (carried != null && carried.h().size(0) != batch) {
                throw new IllegalStateException("the recurrent layer '" + getVertexName() + "' carries the state of "
                        + carried.h().size(0) + " sequences into a batch of " + batch
                        + ": reset the state first, or keep the batch size");
            }
            return carried;
        }
        checkState(inputs[1], batch);
        boolean hasCell = conf().cell().hasCellState();
        if (hasCell && inputs.length > 2) {
            checkState(inputs[2], batch);
        }
        return new CellState(
                inputs[1], !hasCell ? null : inputs.length > 2 ? inputs[2] : Nd4j.zeros(dataType, inputs[1].shape()));
    }

    private void checkState(INDArray state, int batch) {
        long size = (long) passes.length * conf().hiddenSize();
        if (state.rank() != 2 || state.size(0) != batch || state.size(1) != size) {
            throw new IllegalArgumentException(
                    "the recurrent layer '" + getVertexName() + "' expects an initial state of shape [" + batch + ", "
                            + size + "], found " + java.util.Arrays.toString(state.shape()));
        }
    }

    private CellState emptyState(long batch) {
        return zeros(batch, (long) passes.length * conf().hiddenSize());
    }

    /** The zero state of one pass, h and c [B, H], outside of workspaces. */
    CellState emptyPart(long batch) {
        return zeros(batch, conf().hiddenSize());
    }

    private CellState zeros(long batch, long size) {
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray h = Nd4j.create(dataType, new long[] {batch, size}, 'c');
            return new CellState(h, conf().cell().hasCellState() ? Nd4j.create(dataType, h.shape(), 'c') : null);
        }
    }

    private INDArray part(INDArray joined, int pass) {
        long h = conf().hiddenSize();
        return joined.get(NDArrayIndex.all(), NDArrayIndex.interval(pass * h, (pass + 1) * h));
    }

    /** The columns of one pass, 'c' order and outside of workspaces: they must live until the backward pass. */
    private @Nullable CellState slice(@Nullable CellState joined, int pass) {
        if (joined == null) {
            return null;
        }
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray c = joined.c();
            return new CellState(
                    part(joined.h(), pass).castTo(dataType).dup('c'),
                    c == null ? null : part(c, pass).castTo(dataType).dup('c'));
        }
    }

    private void put(@Nullable CellState one, CellState joined, int pass) {
        if (one == null) {
            return;
        }
        part(joined.h(), pass).assign(one.h());
        INDArray c = joined.c();
        if (c != null && one.c() != null) {
            part(c, pass).assign(one.c());
        }
    }

    /** Output of the layer {@code [T, B, F]} from the outputs of its passes. */
    private INDArray join(INDArray[] outputs, INDArray input, int time, int batch, LayerWorkspaceMgr manager) {
        Recurrent conf = conf();
        if (passes.length == 1 && !conf.residual()) {
            return outputs[0];
        }
        INDArray y = TimeMajor.create(manager, ArrayType.ACTIVATIONS, dataType, time, batch, conf.outputSize());
        if (passes.length == 1) {
            y.assign(outputs[0]);
        } else if (conf.direction() == Direction.BIDIRECTIONAL_SUM) {
            outputs[0].add(outputs[1], y);
        } else {
            half(y, 0).assign(outputs[0]);
            half(y, 1).assign(outputs[1]);
        }
        if (conf.residual()) {
            y.addi(input);
            zeroMasked(y);
        }
        return y;
    }

    private INDArray half(INDArray joined, int pass) {
        long h = conf().hiddenSize();
        return joined.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(pass * h, (pass + 1) * h));
    }

    private void zeroMasked(INDArray timeMajor) {
        if (mask != null) {
            timeMajor.muli(mask.castTo(dataType).permute(1, 0).reshape(mask.size(1), mask.size(0), 1));
        }
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr manager) {
        INDArray input = x;
        if (input == null) {
            throw new IllegalStateException(
                    "the recurrent layer '" + getVertexName() + "' has no forward pass to go back over");
        }
        Recurrent conf = conf();
        INDArray dy = TimeMajor.fromGraph(epsilon, dataType, manager, ArrayType.BP_WORKING_MEM);
        INDArray dx = TimeMajor.create(
                manager, ArrayType.ACTIVATION_GRAD, dataType, input.size(0), input.size(1), input.size(2));
        CellState dInitial = inputs.length > 1 ? emptyState(input.size(1)) : null;
        for (int p = 0; p < passes.length; p++) {
            INDArray part = dy;
            if (conf.direction() == Direction.BIDIRECTIONAL_CONCAT) {
                part = TimeMajor.create(
                        manager, ArrayType.BP_WORKING_MEM, dataType, dy.size(0), dy.size(1), conf.hiddenSize());
                part.assign(half(dy, p));
            }
            CellState dLast = slice(lastGradient, p);
            passes[p].backward(part, dLast, dInitial != null, dx, p == 0, manager);
            if (dInitial != null) {
                put(passes[p].initialGradient(), dInitial, p);
            }
        }
        lastGradient = null;
        if (inputFactors != null) {
            multiply(dx, inputFactors, dx);
        }
        if (conf.residual()) {
            if (mask == null) {
                dx.addi(dy);
            } else {
                INDArray real = dy.dup('c');
                zeroMasked(real);
                dx.addi(real);
            }
        }
        INDArray[] epsilons = new INDArray[inputs.length];
        epsilons[0] = TimeMajor.toGraph(dx);
        if (dInitial != null) {
            epsilons[1] = activationGradient(dInitial.h(), manager);
            if (epsilons.length > 2 && dInitial.c() != null) {
                epsilons[2] = activationGradient(dInitial.c(), manager);
            }
        }
        return new Pair<>(gradients(), epsilons);
    }

    private INDArray activationGradient(INDArray values, LayerWorkspaceMgr manager) {
        INDArray result = manager.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, values.shape(), 'c');
        return result.assign(values);
    }

    /** Name of the kernel that computes. */
    public String kernelName() {
        return passes[0].kernelName();
    }

    @Override
    public void clear() {
        super.clear();
        x = null;
        inputFactors = null;
        mask = null;
        lastGradient = null;
        for (DirectionalPass pass : passes) {
            pass.clear();
        }
    }
}
