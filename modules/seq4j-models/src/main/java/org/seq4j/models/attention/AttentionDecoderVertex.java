package org.seq4j.models.attention;

import java.util.Arrays;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.kernel.Buffer;
import org.seq4j.models.kernel.CellState;
import org.seq4j.models.kernel.CellWeights;
import org.seq4j.models.node.AttentionLink;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TimeOrder;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/**
 * An {@link AttentionDecoder} at work: what comes from the graph and goes to it, around the passes of {@link DecoderLanes}. Real target steps come first ({@link TimeOrder});
 * what follows them is padding.
 */
public final class AttentionDecoderVertex extends TrainableVertexImpl<AttentionDecoder> {
    private final AttentionSpec spec;
    private final DecoderLanes lanes;
    private final DecoderDropout dropout;
    private final Buffer embeddingBuffer;
    private final Buffer factorBuffer;
    private final Buffer memoryBuffer;
    private final Buffer outputBuffer;
    private final Buffer generationBuffer;
    private final Buffer dOutputBuffer;
    private final Buffer dEmbeddingBuffer;
    private final Buffer dMemoryBuffer;
    private @Nullable Pass pass;

    /** One forward pass, as its backward pass needs it; all arrays in lane order and outside of workspaces. */
    private static final class Pass {
        final LaneOrder order;
        final int time;
        final int batch;
        final INDArray embeddings; // [T, B, E], after dropout
        final @Nullable INDArray factors; // of that dropout, [T, B, E] or [B, E], in the order of time
        final INDArray memory; // [S, B, M]

        @Nullable
        INDArray generation; // [T*B]

        AttentionLink.@Nullable Copying copying;

        Pass(LaneOrder order, INDArray embeddings, @Nullable INDArray factors, INDArray memory) {
            this.order = order;
            this.embeddings = embeddings;
            this.factors = factors;
            this.memory = memory;
            time = (int) embeddings.size(0);
            batch = (int) embeddings.size(1);
        }
    }

    AttentionDecoderVertex(AttentionDecoder conf, VertexPlace place) {
        super(conf, place);
        DataType type = place.type();
        spec = conf.attention();
        lanes = new DecoderLanes(conf, type, this::parameter);
        dropout = new DecoderDropout(conf, type);
        embeddingBuffer = new Buffer(type);
        factorBuffer = new Buffer(type);
        memoryBuffer = new Buffer(type);
        outputBuffer = new Buffer(type);
        generationBuffer = new Buffer(type);
        dOutputBuffer = new Buffer(type);
        dEmbeddingBuffer = new Buffer(type);
        dMemoryBuffer = new Buffer(type);
    }

    /** The parameters of a layer's cell. */
    public CellWeights cellWeights(int layer) {
        return conf().parameters(layer).weights(this::parameter);
    }

    /** The parameters of the attention. */
    public AttentionWeights attentionWeights() {
        return AttentionWeights.of(spec, this::parameter);
    }

    /** Deals batches out to so many lanes from now on; 0, as it is at first: to as many as pay. */
    void setLanes(int count) {
        lanes.want(count);
    }

    /** The attention weights of the last forward pass, {@code [T, B, S]}, in the order of time; 0 at masked source positions. */
    public INDArray lastWeights() {
        return required().order.toTime(lanes.weights());
    }

    private Pass required() {
        if (pass == null) {
            throw new IllegalStateException(
                    "the attention decoder '" + getVertexName() + "' has had no forward pass yet");
        }
        return pass;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr manager) {
        Pass p = startPass(training, manager);
        pass = p;
        int sources = (int) p.memory.size(0);
        INDArray mask = mask(1, p.batch, sources);
        DecoderDropout.Factors factors = training
                ? dropout.draw(p.order.cut(), p.time, sources, iteration(), getVertexName())
                : DecoderDropout.Factors.NONE;
        DecoderLane.Inputs in = new DecoderLane.Inputs(
                p.embeddings,
                p.memory,
                mask == null ? null : TimeOrder.values(mask),
                p.order.steps().order().lengths(),
                initialState(p.batch),
                factors,
                training);
        INDArray outputs = outputBuffer.of(p.time, p.batch, spec.outputSize());
        if (spec.copy() && conf().linkedOutput() != null) {
            p.generation = generationBuffer.of((long) p.time * p.batch);
        }
        lanes.forward(in, outputs, p.generation);
        link(p);
        INDArray y = TimeMajor.create(manager, ArrayType.ACTIVATIONS, dataType, p.time, p.batch, spec.outputSize());
        p.order.toTime(outputs, y);
        return TimeMajor.toGraph(y);
    }

    private Pass startPass(boolean training, LayerWorkspaceMgr manager) {
        INDArray x = TimeMajor.fromGraph(inputs[0], dataType, manager, ArrayType.FF_WORKING_MEM);
        INDArray memory = TimeMajor.fromGraph(inputs[1], dataType, manager, ArrayType.FF_WORKING_MEM);
        expect("embeddings", spec.embeddingSize(), x);
        expect("a memory", spec.memorySize(), memory);
        int time = (int) x.size(0);
        int batch = (int) x.size(1);
        INDArray factors = null;
        INDArray dropped = x;
        if (training && conf().embeddingDropout() > 0) {
            factors = DropoutMask.fill(
                    conf().embeddingDropout(),
                    conf().seed(),
                    iteration(),
                    getVertexName() + "/x",
                    conf().variationalDropout()
                            ? factorBuffer.of(batch, spec.embeddingSize())
                            : factorBuffer.of(x.shape()));
            dropped = x.mul(
                    sameRank(factors),
                    TimeMajor.create(manager, ArrayType.FF_WORKING_MEM, dataType, time, batch, x.size(2)));
        }
        LaneCut cut = lanes.deal(batch, time * batch * params().length());
        LaneOrder order = new LaneOrder(TargetSteps.of(mask(0), batch, time), cut);
        INDArray embeddings = embeddingBuffer.of(x.shape());
        order.toLanes(dropped, embeddings);
        INDArray kept = memoryBuffer.of(memory.shape());
        cut.toLanes(memory, kept);
        return new Pass(order, embeddings, factors, kept);
    }

    private void expect(String what, int size, INDArray timeMajor) {
        if (timeMajor.size(2) != size) {
            throw new IllegalArgumentException("the attention decoder '" + getVertexName() + "' expects " + what
                    + " of " + size + " features, found " + timeMajor.size(2));
        }
    }

    /** Factors {@code [B, F]} as {@code [1, B, F]}. */
    private static INDArray sameRank(INDArray factors) {
        return factors.rank() == 3 ? factors : factors.reshape(1, factors.size(0), factors.size(1));
    }

    private int stateInput() {
        return spec.copy() ? 3 : 2;
    }

    private @Nullable CellState initialState(int batch) {
        if (inputs.length == stateInput()) {
            return null;
        }
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray h = state(inputs[stateInput()], batch);
            boolean hasCell = conf().cell().hasCellState();
            INDArray c = !hasCell
                    ? null
                    : inputs.length > stateInput() + 1
                            ? state(inputs[stateInput() + 1], batch)
                            : Nd4j.create(dataType, h.shape(), 'c');
            return new CellState(h, c);
        }
    }

    private INDArray state(INDArray value, int batch) {
        long size = (long) conf().numLayers() * conf().hiddenSize();
        if (value.rank() != 2 || value.size(0) != batch || value.size(1) != size) {
            throw new IllegalArgumentException("the attention decoder '" + getVertexName()
                    + "' expects an initial state of shape [" + batch + ", " + size + "], found "
                    + Arrays.toString(value.shape()));
        }
        return value.castTo(dataType).dup('c');
    }

    // ---- coupling with the output layer

    private void link(Pass p) {
        String output = conf().linkedOutput();
        if (output == null) {
            return;
        }
        int tokens = p.order.steps().count();
        double loss = conf().coverageLossWeight() == 0 || tokens == 0
                ? 0
                : conf().coverageLossWeight() * lanes.coverageLoss() / tokens;
        INDArray generation = p.generation;
        if (generation != null) {
            int[] sources = TimeMajor.ids(TimeMajor.idMatrix(inputs[2]));
            INDArray inTime = p.order.toTime(TargetSteps.asArray(generation, p.time));
            p.copying = new AttentionLink.Copying(lastWeights(), inTime.reshape(generation.length()), sources);
        }
        new AttentionLink(loss, p.copying).handOver(graph, getVertexName(), output);
    }

    /** The factor of the coverage loss of one token; the graph divides by the batch size later where {@code miniBatch} is set. */
    private double coverageScale(Pass p) {
        int tokens = p.order.steps().count();
        if (conf().coverageLossWeight() == 0 || tokens == 0) {
            return 0;
        }
        boolean divides = graph.getConfiguration().getDefaultConfiguration().isMiniBatch();
        return conf().coverageLossWeight() * (divides ? p.batch : 1) / tokens;
    }

    // ---- backward

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr manager) {
        Pass p = required();
        INDArray dOutputs = dOutputBuffer.of(p.time, p.batch, spec.outputSize());
        p.order.toLanes(TimeMajor.fromGraph(epsilon, dataType, manager, ArrayType.BP_WORKING_MEM), dOutputs);
        AttentionLink.Copying copying = p.copying;
        INDArray dGeneration = copying == null
                ? null
                : p.order.toLanes(TargetSteps.asArray(copying.generationGradient(), p.time)); // [T, B, 1]
        DecoderLane.Gradients result = new DecoderLane.Gradients(
                dOutputs,
                copying == null ? null : p.order.toLanes(copying.weightGradient()),
                dGeneration == null ? null : dGeneration.reshape(dGeneration.length()),
                coverageScale(p),
                this::gradient,
                dEmbeddingBuffer.of(p.embeddings.shape()),
                dMemoryBuffer.of(p.memory.shape()),
                inputs.length == stateInput() ? null : zeroState(p.batch));
        lanes.backward(result);
        return new Pair<>(gradients(), epsilons(p, result, manager));
    }

    private INDArray[] epsilons(Pass p, DecoderLane.Gradients result, LayerWorkspaceMgr manager) {
        INDArray dx =
                TimeMajor.create(manager, ArrayType.ACTIVATION_GRAD, dataType, p.time, p.batch, spec.embeddingSize());
        p.order.toTime(result.embeddings(), dx);
        if (p.factors != null) {
            dx.muli(sameRank(p.factors));
        }
        INDArray dMemory = TimeMajor.create(
                manager, ArrayType.ACTIVATION_GRAD, dataType, p.memory.size(0), p.batch, spec.memorySize());
        p.order.cut().fromLanes(result.memory(), dMemory);
        INDArray[] epsilons = new INDArray[inputs.length];
        epsilons[0] = TimeMajor.toGraph(dx);
        epsilons[1] = TimeMajor.toGraph(dMemory);
        if (spec.copy()) {
            epsilons[2] = manager.create(ArrayType.ACTIVATION_GRAD, dataType, inputs[2].shape(), 'c');
        }
        CellState dInitial = result.initial();
        if (dInitial != null) {
            epsilons[stateInput()] = activationGradient(dInitial.h(), manager);
            INDArray dc = dInitial.c();
            if (dc != null && inputs.length > stateInput() + 1) {
                epsilons[stateInput() + 1] = activationGradient(dc, manager);
            }
        }
        return epsilons;
    }

    private CellState zeroState(int batch) {
        long[] shape = {batch, (long) conf().numLayers() * conf().hiddenSize()};
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray h = Nd4j.create(dataType, shape, 'c');
            return new CellState(h, conf().cell().hasCellState() ? Nd4j.create(dataType, shape, 'c') : null);
        }
    }

    private INDArray activationGradient(INDArray values, LayerWorkspaceMgr manager) {
        return manager.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, values.shape(), 'c')
                .assign(values);
    }

    @Override
    public void clear() {
        super.clear();
        pass = null;
    }
}
