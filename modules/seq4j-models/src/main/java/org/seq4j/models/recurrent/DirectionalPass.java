package org.seq4j.models.recurrent;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.kernel.CellGradients;
import org.seq4j.models.kernel.CellState;
import org.seq4j.models.kernel.CellWeights;
import org.seq4j.models.kernel.Kernels;
import org.seq4j.models.kernel.RecurrentKernel;
import org.seq4j.models.kernel.Tape;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TimeOrder;
import org.seq4j.models.node.TokenRows;

/** One direction of a recurrent layer: orders the steps for the kernel and brings its results back into the order of time. */
final class DirectionalPass {
    private final RecurrentVertex owner;
    private final boolean reverse;
    private final DataType type;
    private @Nullable RecurrentKernel kernel;
    private @Nullable RecurrentKernel observed; // in place of the kernel while gradients are looked at
    private @Nullable StepNorms norms;
    private GradientFlow.@Nullable Curve flow;

    private @Nullable TimeOrder order;
    private @Nullable Tape tape;
    private @Nullable CellState finalState;
    private @Nullable CellState initialGradient;
    private @Nullable ProjectedTable projected; // kept from pass to pass
    private int @Nullable [] rows; // of the table, for a pass that went through it

    DirectionalPass(RecurrentVertex owner, boolean reverse, DataType type) {
        this.owner = owner;
        this.reverse = reverse;
        this.type = type;
    }

    /** Made at the first use: a graph may be built only to be looked at. */
    private RecurrentKernel kernel() {
        if (observed != null) {
            return observed;
        }
        if (kernel == null) {
            Recurrent conf = owner.conf();
            kernel = Kernels.create(conf.spec(), type, conf.recurrentDropout() > 0, conf.kernel());
        }
        return kernel;
    }

    String kernelName() {
        Recurrent conf = owner.conf();
        return Kernels.describe(conf.spec(), type, conf.recurrentDropout() > 0, conf.kernel());
    }

    /** Begins or ends looking at the gradients of h. */
    void observe(boolean wanted) {
        flow = null;
        norms = wanted ? new StepNorms() : null;
        observed = norms == null ? null : Kernels.observed(owner.conf().spec(), type, norms);
        tape = null; // not of the kernel that now computes
    }

    /** What was seen of the last backward pass; null: there was none. */
    GradientFlow.@Nullable Curve flow() {
        return flow;
    }

    /** The rows that stand for x, where it pays to project their table; not for the kernel that shows gradients of h. */
    private int @Nullable [] rows(TokenRows source, INDArray x) {
        return observed == null && ProjectedTable.pays(source.table(), x.size(0) * x.size(1)) ? source.rows() : null;
    }

    private ProjectedTable projected(INDArray table) {
        if (projected == null || !projected.isOf(table)) {
            projected = new ProjectedTable(owner.conf(), type, table);
        }
        return projected;
    }

    /** The state after the forward pass, [B, H]. */
    @Nullable
    CellState finalState() {
        return finalState;
    }

    /** The gradient of the initial state after a backward pass that was asked for it, [B, H]. */
    @Nullable
    CellState initialGradient() {
        return initialGradient;
    }

    /**
     * Runs the kernel.
     *
     * @param x [T, B, I]
     * @param source what x is the output of, where nothing else reads it and nothing was done to it; else null
     * @param mask [B, T], 1 = real; null: all real
     * @param isLayerOutput whether the result goes out of the layer as it is
     * @return [T, B, H] in the order of time, 0 at masked steps
     */
    INDArray forward(
            INDArray x,
            @Nullable TokenRows source,
            @Nullable INDArray mask,
            @Nullable CellState initial,
            @Nullable CellState state,
            boolean training,
            long iteration,
            LayerWorkspaceMgr manager,
            boolean isLayerOutput) {
        int time = (int) x.size(0);
        int batch = (int) x.size(1);
        int hidden = owner.conf().hiddenSize();
        TimeOrder steps = TimeOrder.of(mask, batch, time, reverse);
        RecurrentKernel used;
        CellWeights weights = owner.weights(reverse);
        INDArray given = x;
        int[] found = source == null ? null : rows(source, x);
        rows = found;
        if (source != null && found != null) {
            ProjectedTable table = projected(source.table());
            given = table.tokens(found, time, batch);
            weights = table.project(weights);
            used = table.kernel();
        } else {
            used = kernel();
        }
        INDArray in = given;
        if (!steps.isIdentity()) {
            in = TimeMajor.create(manager, ArrayType.INPUT, type, time, batch, given.size(2));
            steps.toVisitingOrder(given, in);
        }
        boolean direct = steps.isIdentity() && isLayerOutput;
        INDArray y =
                TimeMajor.create(manager, direct ? ArrayType.ACTIVATIONS : ArrayType.INPUT, type, time, batch, hidden);
        tape = used.forward(
                weights,
                in,
                steps.lengths(),
                initial,
                recurrentFactors(batch, training, iteration),
                y,
                state,
                training);
        order = steps;
        finalState = state;
        if (steps.isIdentity()) {
            return y;
        }
        INDArray inTime = TimeMajor.create(
                manager, isLayerOutput ? ArrayType.ACTIVATIONS : ArrayType.INPUT, type, time, batch, hidden);
        steps.fromVisitingOrder(y, inTime);
        return inTime;
    }

    private @Nullable INDArray recurrentFactors(int batch, boolean training, long iteration) {
        Recurrent conf = owner.conf();
        if (!training || conf.recurrentDropout() == 0) {
            return null;
        }
        String place = owner.getVertexName() + (reverse ? "/reverse h" : "/h");
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray factors = Nd4j.createUninitialized(type, new long[] {batch, conf.hiddenSize()}, 'c');
            return DropoutMask.fill(conf.recurrentDropout(), conf.seed(), iteration, place, factors);
        }
    }

    /**
     * Runs the kernel backwards; the gradients of the parameters go into the flat gradient vector.
     *
     * @param dy [T, B, H] in the order of time
     * @param dx [T, B, I], is overwritten by the first pass of a layer and added to by the second
     */
    void backward(
            INDArray dy,
            @Nullable CellState dFinal,
            boolean wantsInitial,
            INDArray dx,
            boolean first,
            LayerWorkspaceMgr manager) {
        TimeOrder steps = order;
        Tape forward = tape;
        if (steps == null || forward == null) {
            throw new IllegalStateException(
                    "the recurrent layer '" + owner.getVertexName() + "' has no forward pass to go back over");
        }
        INDArray in = dy;
        if (!steps.isIdentity()) {
            in = TimeMajor.create(manager, ArrayType.BP_WORKING_MEM, type, dy.size(0), dy.size(1), dy.size(2));
            steps.toVisitingOrder(dy, in);
        }
        initialGradient = wantsInitial ? owner.emptyPart(dy.size(1)) : null;
        CellWeights weights = owner.weights(reverse);
        CellWeights gradients = owner.gradients(reverse);
        if (projected != null && rows != null) {
            INDArray unused = TimeMajor.create(
                    manager,
                    ArrayType.BP_WORKING_MEM,
                    type,
                    dy.size(0),
                    dy.size(1),
                    projected.kernel().spec().inputSize());
            projected
                    .kernel()
                    .backward(
                            projected.projected(weights),
                            forward,
                            in,
                            dFinal,
                            new CellGradients(unused, projected.gradients(gradients), initialGradient));
            INDArray out = first ? dx : workingMemory(manager, dx);
            projected.finish(weights, gradients, rows, out);
            if (!first) {
                dx.addi(out);
            }
            return;
        }
        boolean direct = first && steps.isIdentity();
        INDArray out = direct ? dx : workingMemory(manager, dx);
        kernel().backward(weights, forward, in, dFinal, new CellGradients(out, gradients, initialGradient));
        if (norms != null) {
            flow = new GradientFlow.Curve(owner.getVertexName(), reverse, norms.byDistance(steps.lengths()));
        }
        if (direct) {
            return;
        }
        INDArray inTime = out;
        if (!steps.isIdentity()) {
            inTime = first ? dx : workingMemory(manager, dx);
            steps.fromVisitingOrder(out, inTime);
        }
        if (!first) {
            dx.addi(inTime);
        }
    }

    private INDArray workingMemory(LayerWorkspaceMgr manager, INDArray like) {
        return TimeMajor.create(manager, ArrayType.BP_WORKING_MEM, type, like.size(0), like.size(1), like.size(2));
    }

    void clear() {
        rows = null;
        order = null;
        tape = null;
        initialGradient = null;
    }
}
