package org.seq4j.models.attention;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.Buffer;
import org.seq4j.models.kernel.CellState;
import org.seq4j.models.kernel.CellWeights;
import org.seq4j.models.node.TimeMajor;

/**
 * The loops of an {@link AttentionDecoder} over the steps of some examples of a batch. A forward pass steps {@link DecoderCells}, {@link AttentionMechanism} and
 * {@link AttentionalVector} in turn; a backward pass takes the same steps back, with the gradient of what was fed handed to the step before.
 *
 * <p>All arrays are contiguous in 'c' order, in visiting order ({@link TargetSteps}) and outside of workspaces; those of a pass must live until its end. Buffers are kept
 * from batch to batch: for one thread at a time, which may be another one the next time.
 */
final class DecoderLane {
    private final AttentionDecoder conf;
    private final AttentionSpec spec;
    private final boolean deep;
    private final Function<String, INDArray> parameters;
    private final DecoderCells cells;
    private final AttentionMechanism mechanism;
    private final AttentionalVector vector;
    private final Buffer contextBuffer;
    private final Buffer fedBuffer;
    private final Buffer dContextBuffer;
    private final Buffer dStateBuffer;
    private final Buffer dQueryBuffer;
    private final Buffer dKnownBuffer;
    private @Nullable Pass pass;

    /**
     * What a pass reads.
     *
     * @param embeddings {@code [T, B, E]}, after dropout
     * @param memory {@code [S, B, M]}
     * @param memoryMask row-major {@code [B, S]}, 1 = real; null: all real
     * @param lengths real steps of each example; null: all T
     * @param initial h and c {@code [B, L*H]}, lowest layer first; null: zeros
     * @param training whether a backward pass may follow
     */
    record Inputs(
            INDArray embeddings,
            INDArray memory,
            float @Nullable [] memoryMask,
            int @Nullable [] lengths,
            @Nullable CellState initial,
            DecoderDropout.Factors dropout,
            boolean training) {
        /** The part of one lane, where these are a whole batch in lane order. */
        Inputs part(LaneCut cut, int lane) {
            int from = cut.from(lane);
            int to = cut.from(lane + 1);
            int sources = (int) memory.size(0);
            return new Inputs(
                    cut.part(embeddings, lane),
                    cut.part(memory, lane),
                    memoryMask == null ? null : Arrays.copyOfRange(memoryMask, from * sources, to * sources),
                    lengths == null ? null : Arrays.copyOfRange(lengths, from, to),
                    initial == null ? null : cut.part(initial, lane),
                    dropout.part(cut, lane),
                    training);
        }
    }

    /**
     * What a backward pass is given and what it writes.
     *
     * @param outputs gradient of the outputs {@code [T, B, O]}, is changed
     * @param weights of the attention weights {@code [T, B, S]}; null: none
     * @param generation of the probability to generate {@code [T * B]}; null: none
     * @param coverageScale the factor of each token's coverage loss
     * @param parameters of the parameters by name, overwritten
     * @param embeddings {@code [T, B, E]}, overwritten
     * @param memory {@code [S, B, M]}, overwritten
     * @param initial {@code [B, L*H]}, overwritten; null: not wanted
     */
    record Gradients(
            INDArray outputs,
            @Nullable INDArray weights,
            @Nullable INDArray generation,
            double coverageScale,
            Function<String, INDArray> parameters,
            INDArray embeddings,
            INDArray memory,
            @Nullable CellState initial) {
        /**
         * The part of one lane, where these are a whole batch in lane order. With several lanes the gradient of the initial state goes into a copy.
         *
         * @param ofParameters where the lane puts the gradients of the parameters
         */
        Gradients part(LaneCut cut, int lane, Function<String, INDArray> ofParameters) {
            return new Gradients(
                    cut.part(outputs, lane),
                    weights == null ? null : cut.part(weights, lane),
                    generation == null ? null : cut.part(generation, lane),
                    coverageScale,
                    ofParameters,
                    cut.part(embeddings, lane),
                    cut.part(memory, lane),
                    initial == null ? null : cut.part(initial, lane));
        }
    }

    /** A forward pass, as its backward pass needs it. */
    private record Pass(
            int time,
            int batch,
            float @Nullable [] real,
            INDArray embeddings, // [T * B, E]
            INDArray contexts, // [T * B, M]
            @Nullable INDArray generation) {
        int rows() {
            return time * batch;
        }

        INDArray step(INDArray rows, int t) {
            return RowViews.step(rows, t, batch);
        }
    }

    /**
     * Makes a lane.
     *
     * @param parameters by name; the arrays stay the same, their content may change between passes
     */
    DecoderLane(AttentionDecoder conf, DataType type, Function<String, INDArray> parameters) {
        this.conf = conf;
        this.parameters = parameters;
        spec = conf.attention();
        deep = spec.output() == AttentionOutput.DEEP;
        cells = new DecoderCells(conf, type);
        mechanism = AttentionMechanism.create(spec, type);
        vector = new AttentionalVector(spec, type);
        contextBuffer = new Buffer(type);
        fedBuffer = new Buffer(type);
        dContextBuffer = new Buffer(type);
        dStateBuffer = new Buffer(type);
        dQueryBuffer = new Buffer(type);
        dKnownBuffer = new Buffer(type);
    }

    private CellWeights[] cellWeights(Function<String, INDArray> source) {
        CellWeights[] weights = new CellWeights[conf.numLayers()];
        Arrays.setAll(weights, l -> conf.parameters(l).weights(source));
        return weights;
    }

    private Pass required() {
        if (pass == null) {
            throw new IllegalStateException("a lane of an attention decoder has had no forward pass yet");
        }
        return pass;
    }

    /**
     * A forward pass.
     *
     * @param outputs {@code [T, B, O]}, is written: 0 where the step is padding
     * @param generation the probability to generate {@code [T * B]}, is written; null: not wanted
     */
    void forward(Inputs in, INDArray outputs, @Nullable INDArray generation) {
        int time = (int) in.embeddings.size(0);
        int batch = (int) in.embeddings.size(1);
        INDArray embeddings = TimeMajor.rows(in.embeddings);
        INDArray rows = TimeMajor.rows(outputs);
        INDArray contexts = contextBuffer.of((long) time * batch, spec.memorySize());
        Pass p = new Pass(time, batch, TargetSteps.real(in.lengths, time), embeddings, contexts, generation);
        pass = p;
        AttentionWeights weights = AttentionWeights.of(spec, parameters);
        cells.start(cellWeights(parameters), in.embeddings, in.lengths, in.initial, in.dropout);
        mechanism.start(weights, in.memory, in.memoryMask, time, in.dropout.attention(), in.training);
        vector.start(weights, p.rows(), deep ? embeddings : null);
        INDArray fed = fedBuffer.of(batch, conf.fedSize()).assign(0);
        for (int t = 0; t < time; t++) {
            INDArray state = cells.step(t, fed);
            INDArray context = p.step(contexts, t);
            mechanism.forward(t, t + 1, state, context);
            if (deep) {
                fed = context;
            } else {
                fed = p.step(rows, t);
                vector.forward(t * batch, (t + 1) * batch, context, state, fed);
            }
        }
        if (deep) {
            vector.forward(0, p.rows(), contexts, cells.states(), rows);
        }
        TargetSteps.zeroMasked(p.real, rows);
        if (generation != null) {
            generation(p).forward(weights, generation);
        }
    }

    /** The attention weights of the last forward pass, {@code [T, B, S]}, until the next one. */
    INDArray weights() {
        return mechanism.weights();
    }

    /** The coverage loss of the last forward pass, a sum over its real tokens. */
    double coverageLoss() {
        return mechanism.coverageLoss(required().real);
    }

    private GenerationProbability generation(Pass p) {
        return new GenerationProbability(spec, p.contexts, cells.states(), p.embeddings);
    }

    /** The backward pass that belongs to the last forward pass. */
    void backward(Gradients out) {
        Pass p = required();
        AttentionWeights gradients = AttentionWeights.of(spec, out.parameters);
        INDArray dContexts = dContextBuffer.of(p.rows(), spec.memorySize());
        INDArray dStates = dStateBuffer.of(p.rows(), spec.querySize());
        INDArray dEmbeddings = TimeMajor.rows(out.embeddings);
        INDArray dOutputs = TimeMajor.rows(out.outputs);
        TargetSteps.zeroMasked(p.real, dOutputs);
        INDArray probabilities = p.generation;
        INDArray dProbabilities = out.generation;
        boolean copies = probabilities != null && dProbabilities != null;
        if (probabilities != null && dProbabilities != null) {
            AttentionWeights weights = AttentionWeights.of(spec, parameters);
            generation(p).backward(weights, probabilities, dProbabilities, gradients, dContexts, dStates, dEmbeddings);
        }
        if (deep) {
            vector.backward(0, p.rows(), dOutputs, copies, dContexts, dStates);
        }
        stepsBack(p, out, dContexts, dStates, copies);
        vector.finish(
                gradients, p.contexts, cells.states(), deep ? p.embeddings : null, deep ? dEmbeddings : null, copies);
        boolean adds = copies || deep;
        INDArray dKnown = adds ? dKnownBuffer.of(out.embeddings.shape()) : out.embeddings;
        cells.finishBackward(cellWeights(out.parameters), dKnown, out.initial);
        if (adds) {
            out.embeddings.addi(dKnown);
        }
        mechanism.finish(gradients, out.memory);
    }

    private void stepsBack(Pass p, Gradients out, INDArray dContexts, INDArray dStates, boolean copies) {
        INDArray dWeights = out.weights == null ? null : TimeMajor.rows(out.weights); // [T * B, S]
        INDArray dOutputs = TimeMajor.rows(out.outputs);
        INDArray dQuery = dQueryBuffer.of(p.batch, spec.querySize());
        cells.startBackward(cellWeights(parameters));
        mechanism.startBackward(out.coverageScale, p.real);
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
            INDArray dw = dWeights == null ? null : p.step(dWeights, t);
            mechanism.backward(t, t + 1, cells.state(t), dContext, dw, dQuery);
            dState.addi(dQuery);
            dFed = cells.stepBack(t, dState);
        }
    }
}
