package org.seq4j.models.attention;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Times attention over a batch, forward and backward, float on this machine: {@code AttentionTiming [SCORE batch source target attention memory query coverage stepwise]}.
 */
public final class AttentionTiming {
    private AttentionTiming() {}

    public static void main(String[] args) {
        String[] a = args.length == 9 ? args : "BAHDANAU 64 25 25 256 512 256 false false".split(" ");
        int batch = Integer.parseInt(a[1]);
        int steps = Integer.parseInt(a[3]);
        AttentionSpec spec = new AttentionSpec(
                AttentionScore.valueOf(a[0]),
                Integer.parseInt(a[6]),
                Integer.parseInt(a[5]),
                Integer.parseInt(a[4]),
                0,
                Integer.parseInt(a[6]),
                AttentionOutput.ATTENTIONAL,
                Boolean.parseBoolean(a[7]),
                false);
        MechanismCase data = new MechanismCase(spec, DataType.FLOAT, batch, Integer.parseInt(a[2]), steps);
        boolean stepwise = Boolean.parseBoolean(a[8]);
        AttentionMechanism mechanism = AttentionMechanism.create(spec, DataType.FLOAT);
        AttentionalVector vector = new AttentionalVector(spec, DataType.FLOAT);
        AttentionWeights weights = data.weights(1);
        AttentionWeights gradients = data.gradients();
        INDArray memory = data.memory().muli(0.2);
        INDArray queries = data.queries().muli(0.2);
        INDArray contexts = data.array((long) steps * batch, spec.memorySize());
        INDArray dContexts = data.contextGradients();
        INDArray dQueries = data.array((long) steps * batch, spec.querySize());
        INDArray dMemory = data.array(memory.shape());
        INDArray out = data.array((long) steps * batch, spec.outputSize());
        int part = stepwise ? 1 : steps;
        for (int i = 0; i < 40; i++) {
            long begin = System.nanoTime();
            mechanism.start(weights, memory, null, steps, null, true);
            long started = System.nanoTime();
            for (int t = 0; t < steps; t += part) {
                mechanism.forward(t, t + part, step(queries, t, part, batch), step(contexts, t, part, batch));
            }
            long forward = System.nanoTime();
            mechanism.startBackward(0, null);
            for (int t = steps - part; t >= 0; t -= part) {
                mechanism.backward(
                        t,
                        t + part,
                        step(queries, t, part, batch),
                        step(dContexts, t, part, batch),
                        null,
                        step(dQueries, t, part, batch));
            }
            long backward = System.nanoTime();
            mechanism.finish(gradients, dMemory);
            long finished = System.nanoTime();
            vector.start(weights, steps * batch, null);
            for (int t = 0; t < steps; t += part) {
                vector.forward(
                        t * batch,
                        (t + part) * batch,
                        step(contexts, t, part, batch),
                        step(queries, t, part, batch),
                        step(out, t, part, batch));
            }
            long vectorForward = System.nanoTime();
            for (int t = steps - part; t >= 0; t -= part) {
                vector.backward(
                        t * batch,
                        (t + part) * batch,
                        step(out, t, part, batch),
                        false,
                        step(dContexts, t, part, batch),
                        step(dQueries, t, part, batch));
            }
            vector.finish(gradients, contexts, queries, null, null, false);
            long vectorBackward = System.nanoTime();
            if (i % 4 == 3) {
                System.out.printf(
                        "start %.1f, forward %.1f, backward %.1f, finish %.1f: %.1f ms; vector %.1f + %.1f ms%n",
                        (started - begin) / 1e6,
                        (forward - started) / 1e6,
                        (backward - forward) / 1e6,
                        (finished - backward) / 1e6,
                        (finished - begin) / 1e6,
                        (vectorForward - finished) / 1e6,
                        (vectorBackward - vectorForward) / 1e6);
            }
        }
    }

    private static INDArray step(INDArray rows, int from, int count, int batch) {
        return rows.get(NDArrayIndex.interval((long) from * batch, (long) (from + count) * batch), NDArrayIndex.all());
    }
}
