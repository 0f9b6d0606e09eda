package org.seq4j.models.attention;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.seq4j.models.kernel.Buffer;
import org.seq4j.models.kernel.FastMath;
import org.seq4j.models.kernel.HostArrays;
import org.seq4j.models.kernel.MatrixProduct;

/**
 * From context c and state s to the attentional vector and back; see {@link AttentionOutput} for the equations.
 *
 * <p>The N rows of a batch, all steps of all examples, can be computed in parts in any order, those of the backward pass in another; the embeddings' share and the gradients
 * of the parameters are products over all rows at once. An object keeps its buffer from batch to batch and serves one thread. The order of calls is start,
 * forward, then for training backward, finish. All arrays are contiguous in 'c' order.
 */
final class AttentionalVector {
    private final AttentionSpec spec;
    private final Buffer buffer;
    private INDArray pre; // [N, Z]; before the activation function; after backward the gradient of that
    private float[] host = {};
    private float[] hostGradient = {};
    private @Nullable AttentionWeights weights;
    private @Nullable INDArray contextWeights; // the rows of Wo for c
    private @Nullable INDArray stateWeights; // those for s

    AttentionalVector(AttentionSpec spec, DataType type) {
        this.spec = spec;
        buffer = new Buffer(type);
        pre = buffer.of(1, spec.preOutputSize());
    }

    /**
     * Takes up a batch.
     *
     * @param rows N
     * @param embeddings {@code [N, E]}, for the deep output, else null
     */
    void start(AttentionWeights w, int rows, @Nullable INDArray embeddings) {
        weights = w;
        contextWeights = contextPart(w.output());
        stateWeights = statePart(w.output());
        pre = buffer.of(rows, spec.preOutputSize());
        if (spec.output() == AttentionOutput.DEEP) {
            MatrixProduct.multiply(required(embeddings), false, embeddingPart(w.output()), false, pre, 1, 0);
        }
    }

    /**
     * Computes the rows {@code from..to-1}.
     *
     * @param contexts {@code [to - from, M]}
     * @param states {@code [to - from, H]}
     * @param out {@code [to - from, O]}, is written
     */
    void forward(int from, int to, INDArray contexts, INDArray states, INDArray out) {
        AttentionWeights w = required(weights);
        boolean deep = spec.output() == AttentionOutput.DEEP;
        INDArray z = deep ? rows(from, to) : out;
        MatrixProduct.multiply(contexts, false, required(contextWeights), false, z, 1, deep ? 1 : 0);
        MatrixProduct.multiply(states, false, required(stateWeights), false, z, 1, 1);
        z.addiRowVector(w.outputBias().reshape(1, spec.preOutputSize()));
        if (deep) {
            INDArray pairs = z.reshape('c', to - from, spec.outputSize(), 2);
            out.assign(pairs.max(2));
        } else {
            tanh(z);
            rows(from, to).assign(out);
        }
    }

    /**
     * Goes back over the rows {@code from..to-1}.
     *
     * @param dOut {@code [to - from, O]}
     * @param add whether to add to the gradients of contexts and states rather than to overwrite them
     * @param dContexts {@code [to - from, M]}, is written
     * @param dStates {@code [to - from, H]}, is written
     */
    void backward(int from, int to, INDArray dOut, boolean add, INDArray dContexts, INDArray dStates) {
        INDArray z = rows(from, to);
        if (spec.output() == AttentionOutput.DEEP) {
            INDArray pairs = z.dup('c').reshape('c', to - from, spec.outputSize(), 2);
            INDArray first = pairs.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(0));
            INDArray second = pairs.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(1));
            INDArray secondWins = second.gt(first).castTo(z.dataType());
            second.assign(secondWins.mul(dOut));
            first.assign(secondWins.rsubi(1).muli(dOut));
            z.assign(pairs.reshape('c', z.shape()));
        } else {
            tanhBackward(z, dOut);
        }
        MatrixProduct.multiply(z, false, required(contextWeights), true, dContexts, 1, add ? 1 : 0);
        MatrixProduct.multiply(z, false, required(stateWeights), true, dStates, 1, add ? 1 : 0);
    }

    /**
     * Ends the backward pass, after every row.
     *
     * @param gradients of its arrays output and outputBias are overwritten
     * @param contexts {@code [N, M]}
     * @param states {@code [N, H]}
     * @param embeddings {@code [N, E]}, for the deep output, else null
     * @param dEmbeddings {@code [N, E]}, for the deep output, else null
     * @param add whether to add to the gradient of the embeddings rather than to overwrite it
     */
    void finish(
            AttentionWeights gradients,
            INDArray contexts,
            INDArray states,
            @Nullable INDArray embeddings,
            @Nullable INDArray dEmbeddings,
            boolean add) {
        INDArray dOutput = gradients.output();
        MatrixProduct.multiply(contexts, true, pre, false, contextPart(dOutput), 1, 0);
        MatrixProduct.multiply(states, true, pre, false, statePart(dOutput), 1, 0);
        if (spec.output() == AttentionOutput.DEEP) {
            MatrixProduct.multiply(required(embeddings), true, pre, false, embeddingPart(dOutput), 1, 0);
            INDArray w = required(weights).output();
            MatrixProduct.multiply(pre, false, embeddingPart(w), true, required(dEmbeddings), 1, add ? 1 : 0);
        }
        gradients.outputBias().assign(pre.sum(0));
    }

    private void tanh(INDArray z) {
        if (isOnHost(z)) {
            int n = (int) z.length();
            host = atLeast(host, n);
            HostArrays.copy(z, host);
            FastMath.tanh(host, 0, n);
            HostArrays.copy(host, z);
        } else {
            Transforms.tanh(z, false);
        }
    }

    /** {@code z = (1 - z^2) dOut}. */
    private void tanhBackward(INDArray z, INDArray dOut) {
        if (isOnHost(z)) {
            int n = (int) z.length();
            host = atLeast(host, n);
            hostGradient = atLeast(hostGradient, n);
            HostArrays.copy(z, host);
            HostArrays.copy(dOut, hostGradient);
            tanhBackward(host, hostGradient, n);
            HostArrays.copy(host, z);
        } else {
            z.assign(z.mul(z).rsubi(1).muli(dOut));
        }
    }

    private static void tanhBackward(float[] z, float[] dOut, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = (1 - z[i] * z[i]) * dOut[i];
        }
    }

    private static boolean isOnHost(INDArray z) {
        return z.dataType() == DataType.FLOAT && HostArrays.isOnHost();
    }

    private static float[] atLeast(float[] held, int length) {
        return held.length < length ? new float[length] : held;
    }

    private INDArray rows(int from, int to) {
        return RowViews.rows(pre, from, to);
    }

    private INDArray contextPart(INDArray output) {
        return RowViews.rows(output, 0, spec.memorySize());
    }

    private INDArray statePart(INDArray output) {
        return RowViews.rows(output, spec.memorySize(), spec.memorySize() + spec.querySize());
    }

    private INDArray embeddingPart(INDArray output) {
        return RowViews.rows(output, spec.memorySize() + spec.querySize(), spec.outputInputSize());
    }

    private static <X> X required(@Nullable X value) {
        if (value == null) {
            throw new IllegalStateException("the attentional vector was not started, or lacks its embeddings");
        }
        return value;
    }
}
