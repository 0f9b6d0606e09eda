package org.seq4j.models.attention;

import java.util.Arrays;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.node.AttentionLink;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TimeOrder;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/** An {@link Attention} at work: all target steps in one pass of the mechanism, then of the attentional vector; and both backwards. */
public final class AttentionVertex extends TrainableVertexImpl<Attention> {
    private final AttentionSpec spec;
    private @Nullable AttentionMechanism mechanism;
    private @Nullable AttentionalVector vector;
    private @Nullable Pass pass;
    private @Nullable INDArray lastWeights;

    AttentionVertex(Attention conf, VertexPlace place) {
        super(conf, place);
        spec = conf.spec();
    }

    /** The parameters. */
    public AttentionWeights weights() {
        return AttentionWeights.of(spec, this::parameter);
    }

    /** The weights of the last forward pass before dropout, {@code [T, B, S]}: 0 at masked source positions and masked target steps. Null before the first pass. */
    public @Nullable INDArray lastWeights() {
        return lastWeights;
    }

    /** What a backward pass needs of its forward pass, target steps in visiting order. */
    private record Pass(
            TargetSteps steps,
            int time,
            int batch,
            INDArray queries, // [T * B, H]
            INDArray memory, // [S, B, M]
            INDArray contexts, // [T * B, M]
            @Nullable INDArray embeddings, // [T * B, E]
            @Nullable INDArray generation, // [T * B]
            AttentionLink.@Nullable Copying copying) {}

    /** Made at the first use: a graph may be built only to be looked at. */
    private AttentionMechanism mechanism() {
        if (mechanism == null) {
            mechanism = AttentionMechanism.create(spec, dataType);
        }
        return mechanism;
    }

    private AttentionalVector vector() {
        if (vector == null) {
            vector = new AttentionalVector(spec, dataType);
        }
        return vector;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr manager) {
        INDArray inTime = input(0, "queries", spec.querySize(), manager);
        INDArray memory = input(1, "memory", spec.memorySize(), manager);
        int time = (int) inTime.size(0);
        int batch = (int) inTime.size(1);
        TargetSteps steps = TargetSteps.of(mask(0), batch, time);
        INDArray queries = TimeMajor.rows(steps.toVisits(inTime));
        INDArray embeddings = !spec.readsEmbedding()
                ? null
                : TimeMajor.rows(steps.toVisits(input(2, "target embeddings", spec.embeddingSize(), manager)));
        AttentionWeights w = weights();

        INDArray contexts = rows(time * batch, spec.memorySize(), ArrayType.INPUT, manager);
        AttentionMechanism attention = mechanism();
        attention.start(w, memory, memoryMask(memory), time, dropoutFactors(training, time, memory), training);
        attention.forward(0, time, queries, contexts);

        boolean isOutput = steps.order().isIdentity();
        INDArray out = TimeMajor.create(
                manager, isOutput ? ArrayType.ACTIVATIONS : ArrayType.INPUT, dataType, time, batch, spec.outputSize());
        vector().start(w, time * batch, spec.output() == AttentionOutput.DEEP ? embeddings : null);
        vector().forward(0, time * batch, contexts, queries, TimeMajor.rows(out));
        steps.zeroMasked(TimeMajor.rows(out));

        lastWeights = realWeights(steps, attention.weights());
        INDArray generation = null;
        AttentionLink.Copying copying = null;
        if (embeddings != null && spec.copy()) {
            generation = generation(w, contexts, queries, embeddings);
            copying = copying(steps, time, lastWeights, generation, memory.size(0), batch);
        }
        pass = new Pass(steps, time, batch, queries, memory, contexts, embeddings, generation, copying);
        link(steps, copying);
        if (isOutput) {
            return TimeMajor.toGraph(out);
        }
        INDArray result = TimeMajor.create(manager, ArrayType.ACTIVATIONS, dataType, time, batch, spec.outputSize());
        steps.order().fromVisitingOrder(out, result);
        return TimeMajor.toGraph(result);
    }

    private INDArray input(int number, String what, int size, LayerWorkspaceMgr manager) {
        INDArray input = TimeMajor.fromGraph(inputs[number], dataType, manager, ArrayType.INPUT);
        long batch = inputs[0].size(0);
        if (input.size(2) != size || input.size(1) != batch) {
            throw new IllegalArgumentException("the attention '" + getVertexName() + "' expects " + what + " of shape ["
                    + batch + ", " + size + ", time], found " + Arrays.toString(inputs[number].shape()));
        }
        return input;
    }

    private INDArray rows(long count, long width, ArrayType where, LayerWorkspaceMgr manager) {
        return manager.createUninitialized(where, dataType, new long[] {count, width}, 'c');
    }

    private float @Nullable [] memoryMask(INDArray memory) {
        INDArray mask = mask(1, memory.size(1), memory.size(0));
        return mask == null ? null : TimeOrder.values(mask);
    }

    private @Nullable INDArray dropoutFactors(boolean training, int time, INDArray memory) {
        if (!training || conf().attentionDropout() == 0) {
            return null;
        }
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray factors =
                    Nd4j.createUninitialized(dataType, new long[] {time, memory.size(1), memory.size(0)}, 'c');
            return DropoutMask.fill(
                    conf().attentionDropout(), conf().seed(), iteration(), getVertexName() + "/a", factors);
        }
    }

    private static INDArray realWeights(TargetSteps steps, INDArray visits) {
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray copy = visits.dup('c'); // the mechanism overwrites its own
            steps.zeroMasked(TimeMajor.rows(copy));
            return steps.toTime(copy);
        }
    }

    private INDArray generation(AttentionWeights w, INDArray contexts, INDArray queries, INDArray embeddings) {
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray result = Nd4j.createUninitialized(dataType, new long[] {contexts.size(0)}, 'c');
            new GenerationProbability(spec, contexts, queries, embeddings).forward(w, result);
            return result;
        }
    }

    private AttentionLink.Copying copying(
            TargetSteps steps, int time, INDArray weights, INDArray generation, long sourceTime, int batch) {
        INDArray ids = TimeMajor.idMatrix(inputs[3]);
        if (ids.rank() != 2 || ids.size(0) != batch || ids.size(1) != sourceTime) {
            throw new IllegalArgumentException("the attention '" + getVertexName()
                    + "' expects source ids of shape [batch, source time] = [" + batch + ", " + sourceTime
                    + "], found " + Arrays.toString(inputs[3].shape()));
        }
        INDArray inTime = steps.toTime(TargetSteps.asArray(generation, time)).reshape(generation.length());
        return new AttentionLink.Copying(weights, inTime, TimeMajor.ids(ids));
    }

    /** The output layer's forward pass comes after this one's: it finds the link there. */
    private void link(TargetSteps steps, AttentionLink.@Nullable Copying copying) {
        String output = conf().linkedOutput();
        if (output != null) {
            double loss = conf().coverageLossWeight() == 0 || steps.count() == 0
                    ? 0
                    : conf().coverageLossWeight() * mechanism().coverageLoss(steps.real()) / steps.count();
            new AttentionLink(loss, copying).handOver(graph, getVertexName(), output);
        }
    }

    /** The factor of one token's coverage loss in the gradient: the graph divides by the batch size later where {@code miniBatch} is set. */
    private double coverageScale(Pass forward) {
        boolean divides = graph.getConfiguration().getDefaultConfiguration().isMiniBatch();
        int count = forward.steps().count();
        return count == 0 ? 0 : conf().coverageLossWeight() * (divides ? forward.batch() : 1) / count;
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr manager) {
        Pass forward = pass;
        if (forward == null) {
            throw new IllegalStateException(
                    "the attention '" + getVertexName() + "' has no forward pass to go back over");
        }
        TargetSteps steps = forward.steps();
        int n = forward.time() * forward.batch();
        AttentionWeights gradients = AttentionWeights.of(spec, this::gradient);
        INDArray dOut = outputGradient(forward, manager);
        INDArray dContexts = rows(n, spec.memorySize(), ArrayType.BP_WORKING_MEM, manager);
        INDArray dStates = rows(n, spec.querySize(), ArrayType.BP_WORKING_MEM, manager);
        INDArray dEmbeddings =
                forward.embeddings() == null ? null : rows(n, spec.embeddingSize(), ArrayType.BP_WORKING_MEM, manager);
        AttentionLink.Copying copying = forward.copying();
        INDArray dWeights = null;
        if (copying != null) {
            generationBackward(forward, copying, gradients, dContexts, dStates, dEmbeddings);
            dWeights = TimeMajor.rows(steps.toVisits(copying.weightGradient()));
        }
        boolean add = copying != null;
        vector().backward(0, n, dOut, add, dContexts, dStates);
        vector().finish(gradients, forward.contexts(), forward.queries(), forward.embeddings(), dEmbeddings, add);

        INDArray dQueries = rows(n, spec.querySize(), ArrayType.BP_WORKING_MEM, manager);
        INDArray memory = forward.memory();
        INDArray dMemory = TimeMajor.create(
                manager, ArrayType.ACTIVATION_GRAD, dataType, memory.size(0), memory.size(1), memory.size(2));
        AttentionMechanism attention = mechanism();
        attention.startBackward(coverageScale(forward), steps.real());
        attention.backward(0, forward.time(), forward.queries(), dContexts, dWeights, dQueries);
        attention.finish(gradients, dMemory);
        dQueries.addi(dStates);

        INDArray[] epsilons = new INDArray[inputs.length];
        epsilons[0] = inputGradient(forward, dQueries, manager);
        epsilons[1] = TimeMajor.toGraph(dMemory);
        if (dEmbeddings != null) {
            epsilons[2] = inputGradient(forward, dEmbeddings, manager);
        }
        if (copying != null) {
            epsilons[3] = manager.create(ArrayType.ACTIVATION_GRAD, dataType, inputs[3].shape(), 'c');
        }
        return new Pair<>(gradients(), epsilons);
    }

    /** [T * B, O] in visiting order, 0 at masked steps. */
    private INDArray outputGradient(Pass forward, LayerWorkspaceMgr manager) {
        INDArray inTime = TimeMajor.fromGraph(epsilon, dataType, manager, ArrayType.BP_WORKING_MEM);
        INDArray visits = forward.steps().toVisits(inTime);
        if (visits == inTime && forward.steps().real() != null) {
            visits = visits.dup('c'); // the graph may read its own array again
        }
        forward.steps().zeroMasked(TimeMajor.rows(visits));
        return TimeMajor.rows(visits);
    }

    private void generationBackward(
            Pass forward,
            AttentionLink.Copying copying,
            AttentionWeights gradients,
            INDArray dContexts,
            INDArray dStates,
            @Nullable INDArray dEmbeddings) {
        INDArray embeddings = forward.embeddings();
        INDArray probabilities = forward.generation();
        if (embeddings == null || probabilities == null || dEmbeddings == null) {
            throw new IllegalStateException("the attention '" + getVertexName() + "' copies without embeddings");
        }
        INDArray dProbabilities = forward.steps()
                .toVisits(TargetSteps.asArray(copying.generationGradient(), forward.time()))
                .reshape(probabilities.length());
        new GenerationProbability(spec, forward.contexts(), forward.queries(), embeddings)
                .backward(weights(), probabilities, dProbabilities, gradients, dContexts, dStates, dEmbeddings);
    }

    /** [B, F, T] from rows in visiting order. */
    private INDArray inputGradient(Pass forward, INDArray rows, LayerWorkspaceMgr manager) {
        INDArray result = TimeMajor.create(
                manager, ArrayType.ACTIVATION_GRAD, dataType, forward.time(), forward.batch(), rows.size(1));
        forward.steps().order().fromVisitingOrder(rows.reshape('c', result.shape()), result);
        return TimeMajor.toGraph(result);
    }

    @Override
    public void clear() {
        super.clear();
        pass = null;
    }
}
