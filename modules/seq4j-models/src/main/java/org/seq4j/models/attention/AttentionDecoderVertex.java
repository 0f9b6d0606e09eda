package org.seq4j.models.attention;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
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
 * An {@link AttentionDecoder} at work. A forward pass steps {@link DecoderCells}, {@link AttentionMechanism} and {@link AttentionalVector} in turn; a backward
 * pass takes the same steps back, with the gradient of what was fed handed to the step before. Real target steps come first ({@link TimeOrder}); what follows them
 * is padding.
 */
public final class AttentionDecoderVertex extends TrainableVertexImpl<AttentionDecoder> {
    private final AttentionSpec spec;
    private final DecoderCells cells;
    private final AttentionMechanism mechanism;
    private final AttentionalVector vector;
    private final Buffer embeddingBuffer;
    private final Buffer factorBuffer;
    private final Buffer memoryBuffer;
    private final Buffer attentionFactorBuffer;
    private final Buffer contextBuffer;
    private final Buffer outputBuffer;
    private final Buffer generationBuffer;
    private final Buffer fedBuffer;
    private final Buffer dOutputBuffer;
    private final Buffer dContextBuffer;
    private final Buffer dStateBuffer;
    private final Buffer dQueryBuffer;
    private final Buffer dEmbeddingBuffer;
    private final Buffer dMemoryBuffer;
    private final Buffer dKnownBuffer;
    private @Nullable Pass pass;

    /** One forward pass, as its backward pass needs it; all arrays in visiting order and outside of workspaces. */
    private static final class Pass {
        final TargetSteps steps;
        final int time;
        final int batch;
        final INDArray embeddings; // [T, B, E], after dropout
        final @Nullable INDArray factors; // of that dropout, [T, B, E] or [B, E], in the order of time
        final INDArray memory; // [S, B, M]
        final INDArray contexts; // [T*B, M]
        final INDArray outputs; // [T*B, O]

        @Nullable
        INDArray generation; // [T*B]

        AttentionLink.@Nullable Copying copying;

        Pass(
                TargetSteps steps,
                INDArray embeddings,
                @Nullable INDArray factors,
                INDArray memory,
                INDArray contexts,
                INDArray outputs) {
            this.steps = steps;
            this.embeddings = embeddings;
            this.factors = factors;
            this.memory = memory;
            this.contexts = contexts;
            this.outputs = outputs;
            time = (int) embeddings.size(0);
            batch = (int) embeddings.size(1);
        }

        int rows() {
            return time * batch;
        }

        /** The rows of step t. */
        INDArray step(INDArray rows, int t) {
            return rows.get(NDArrayIndex.interval((long) t * batch, (t + 1L) * batch), NDArrayIndex.all());
        }
    }

    AttentionDecoderVertex(AttentionDecoder conf, VertexPlace place) {
        super(conf, place);
        DataType type = place.type();
        spec = conf.attention();
        cells = new DecoderCells(conf, type);
        mechanism = AttentionMechanism.create(spec, type);
        vector = new AttentionalVector(spec, type);
        embeddingBuffer = new Buffer(type);
        factorBuffer = new Buffer(type);
        memoryBuffer = new Buffer(type);
        attentionFactorBuffer = new Buffer(type);
        contextBuffer = new Buffer(type);
        outputBuffer = new Buffer(type);
        generationBuffer = new Buffer(type);
        fedBuffer = new Buffer(type);
        dOutputBuffer = new Buffer(type);
        dContextBuffer = new Buffer(type);
        dStateBuffer = new Buffer(type);
        dQueryBuffer = new Buffer(type);
        dEmbeddingBuffer = new Buffer(type);
        dMemoryBuffer = new Buffer(type);
        dKnownBuffer = new Buffer(type);
    }

    /** The parameters of a layer's cell. */
    public CellWeights cellWeights(int layer) {
        return conf().parameters(layer).weights(this::parameter);
    }

    /** The parameters of the attention. */
    public AttentionWeights attentionWeights() {
        return AttentionWeights.of(spec, this::parameter);
    }

    private CellWeights[] cellWeights(Function<String, INDArray> source) {
        CellWeights[] weights = new CellWeights[conf().numLayers()];
        Arrays.setAll(weights, l -> conf().parameters(l).weights(source));
        return weights;
    }

    /** The attention weights of the last forward pass, {@code [T, B, S]}, in the order of time; 0 at masked source positions. */
    public INDArray lastWeights() {
        return required().steps.toTime(mechanism.weights());
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
        AttentionWeights weights = attentionWeights();
        int sources = (int) p.memory.size(0);
        boolean drops = training && conf().attentionDropout() > 0;
        INDArray attentionFactors = drops
                ? DropoutMask.fill(
                        conf().attentionDropout(),
                        conf().seed(),
                        iteration(),
                        getVertexName() + "/attention",
                        attentionFactorBuffer.of(p.time, p.batch, sources))
                : null;
        INDArray memoryMask = mask(1, p.batch, sources);
        float[] memoryReal = memoryMask == null ? null : TimeOrder.values(memoryMask);
        boolean deep = spec.output() == AttentionOutput.DEEP;
        cells.start(
                cellWeights(this::parameter),
                p.embeddings,
                p.steps.order().lengths(),
                initialState(p.batch),
                training,
                iteration(),
                getVertexName());
        mechanism.start(weights, p.memory, memoryReal, p.time, attentionFactors, training);
        vector.start(weights, p.rows(), deep ? TimeMajor.rows(p.embeddings) : null);
        INDArray fed = fedBuffer.of(p.batch, conf().fedSize()).assign(0);
        for (int t = 0; t < p.time; t++) {
            INDArray state = cells.step(t, fed);
            INDArray context = p.step(p.contexts, t);
            mechanism.forward(t, t + 1, state, context);
            if (deep) {
                fed = context;
            } else {
                fed = p.step(p.outputs, t);
                vector.forward(t * p.batch, (t + 1) * p.batch, context, state, fed);
            }
        }
        if (deep) {
            vector.forward(0, p.rows(), p.contexts, cells.states(), p.outputs);
        }
        p.steps.zeroMasked(p.outputs);
        link(p, weights);
        INDArray y = TimeMajor.create(manager, ArrayType.ACTIVATIONS, dataType, p.time, p.batch, spec.outputSize());
        p.steps.order().fromVisitingOrder(p.outputs.reshape('c', y.shape()), y);
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
        TargetSteps steps = TargetSteps.of(mask(0), batch, time);
        INDArray embeddings = embeddingBuffer.of(x.shape());
        steps.order().toVisitingOrder(dropped, embeddings);
        return new Pass(
                steps,
                embeddings,
                factors,
                memoryBuffer.of(memory.shape()).assign(memory),
                contextBuffer.of((long) time * batch, spec.memorySize()),
                outputBuffer.of((long) time * batch, spec.outputSize()));
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

    private void link(Pass p, AttentionWeights weights) {
        String output = conf().linkedOutput();
        if (output == null) {
            return;
        }
        double loss = conf().coverageLossWeight() == 0 || p.steps.count() == 0
                ? 0
                : conf().coverageLossWeight() * mechanism.coverageLoss(p.steps.real()) / p.steps.count();
        if (spec.copy()) {
            p.generation = generationBuffer.of(p.rows());
            generation(p).forward(weights, p.generation);
            int[] sources = TimeMajor.ids(TimeMajor.idMatrix(inputs[2]));
            INDArray inTime = p.steps.toTime(TargetSteps.asArray(p.generation, p.time));
            p.copying = new AttentionLink.Copying(
                    p.steps.toTime(mechanism.weights()), inTime.reshape(p.generation.length()), sources);
        }
        new AttentionLink(loss, p.copying).handOver(graph, getVertexName(), output);
    }

    private GenerationProbability generation(Pass p) {
        return new GenerationProbability(spec, p.contexts, cells.states(), TimeMajor.rows(p.embeddings));
    }

    /** The factor of the coverage loss of one token; the graph divides by the batch size later where {@code miniBatch} is set. */
    private double coverageScale(Pass p) {
        if (conf().coverageLossWeight() == 0 || p.steps.count() == 0) {
            return 0;
        }
        boolean divides = graph.getConfiguration().getDefaultConfiguration().isMiniBatch();
        return conf().coverageLossWeight() * (divides ? p.batch : 1) / p.steps.count();
    }

    // ---- backward

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr manager) {
        Pass p = required();
        AttentionWeights gradients = AttentionWeights.of(spec, this::gradient);
        INDArray dOutputs = dOutputBuffer.of(p.rows(), spec.outputSize());
        INDArray dContexts = dContextBuffer.of(p.rows(), spec.memorySize());
        INDArray dStates = dStateBuffer.of(p.rows(), spec.querySize());
        INDArray dEmbeddings = dEmbeddingBuffer.of(p.embeddings.shape());
        INDArray dy = TimeMajor.fromGraph(epsilon, dataType, manager, ArrayType.BP_WORKING_MEM);
        p.steps.order().toVisitingOrder(dy, dOutputs.reshape('c', dy.shape()));
        p.steps.zeroMasked(dOutputs);
        boolean copies = p.copying != null;
        if (copies) {
            generationBackward(p, gradients, dContexts, dStates, TimeMajor.rows(dEmbeddings));
        }
        boolean deep = spec.output() == AttentionOutput.DEEP;
        if (deep) {
            vector.backward(0, p.rows(), dOutputs, copies, dContexts, dStates);
        }
        stepsBack(p, dOutputs, dContexts, dStates, copies);
        vector.finish(
                gradients,
                p.contexts,
                cells.states(),
                deep ? TimeMajor.rows(p.embeddings) : null,
                deep ? TimeMajor.rows(dEmbeddings) : null,
                copies);
        return new Pair<>(gradients(), epsilons(p, gradients, dEmbeddings, copies || deep, manager));
    }

    private void generationBackward(
            Pass p, AttentionWeights gradients, INDArray dContexts, INDArray dStates, INDArray dEmbeddings) {
        AttentionLink.Copying copying = Objects.requireNonNull(p.copying);
        INDArray probabilities = Objects.requireNonNull(p.generation);
        INDArray dProbabilities = p.steps
                .toVisits(TargetSteps.asArray(copying.generationGradient(), p.time))
                .reshape(probabilities.length());
        generation(p)
                .backward(
                        attentionWeights(), probabilities, dProbabilities, gradients, dContexts, dStates, dEmbeddings);
    }

    private void stepsBack(Pass p, INDArray dOutputs, INDArray dContexts, INDArray dStates, boolean copies) {
        boolean deep = spec.output() == AttentionOutput.DEEP;
        INDArray dWeights =
                copies ? p.steps.toVisits(Objects.requireNonNull(p.copying).weightGradient()) : null; // [T, B, S]
        INDArray dQuery = dQueryBuffer.of(p.batch, spec.querySize());
        cells.startBackward(cellWeights(this::parameter));
        mechanism.startBackward(coverageScale(p), p.steps.real());
        INDArray dFed = null;
        for (int t = p.time - 1; t >= 0; t--) {
            INDArray dContext = p.step(dContexts, t);
            INDArray dState = p.step(dStates, t);
            if (deep) {
                if (dFed != null) {
                    dContext.addi(dFed);
                }
            } else {
                INDArray dOutput = p.step(dOutputs, t);
                if (dFed != null) {
                    dOutput.addi(dFed);
                }
                vector.backward(t * p.batch, (t + 1) * p.batch, dOutput, copies, dContext, dState);
            }
            INDArray dw = dWeights == null ? null : dWeights.get(NDArrayIndex.point(t));
            mechanism.backward(t, t + 1, cells.state(t), dContext, dw, dQuery);
            dState.addi(dQuery);
            dFed = cells.stepBack(t, dState);
        }
    }

    /** The gradients of the inputs; those of the parameters of the cells and the scores are written on the way. */
    private INDArray[] epsilons(
            Pass p, AttentionWeights gradients, INDArray dEmbeddings, boolean adds, LayerWorkspaceMgr manager) {
        INDArray dKnown = adds ? dKnownBuffer.of(p.embeddings.shape()) : dEmbeddings;
        CellState dInitial = inputs.length == stateInput() ? null : zeroState(p.batch);
        cells.finishBackward(cellWeights(this::gradient), dKnown, dInitial);
        if (adds) {
            dEmbeddings.addi(dKnown);
        }
        INDArray dMemory = dMemoryBuffer.of(p.memory.shape());
        mechanism.finish(gradients, dMemory);
        INDArray dx =
                TimeMajor.create(manager, ArrayType.ACTIVATION_GRAD, dataType, p.time, p.batch, spec.embeddingSize());
        p.steps.order().fromVisitingOrder(dEmbeddings, dx);
        if (p.factors != null) {
            dx.muli(sameRank(p.factors));
        }
        INDArray dm = TimeMajor.create(
                manager, ArrayType.ACTIVATION_GRAD, dataType, p.memory.size(0), p.batch, spec.memorySize());
        INDArray[] epsilons = new INDArray[inputs.length];
        epsilons[0] = TimeMajor.toGraph(dx);
        epsilons[1] = TimeMajor.toGraph(dm.assign(dMemory));
        if (spec.copy()) {
            epsilons[2] = manager.create(ArrayType.ACTIVATION_GRAD, dataType, inputs[2].shape(), 'c');
        }
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
