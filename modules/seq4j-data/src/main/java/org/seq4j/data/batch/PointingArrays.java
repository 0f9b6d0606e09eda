package org.seq4j.data.batch;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.data.pointing.PointingExample;

/** The arrays of a batch of examples. */
final class PointingArrays {
    /** The end of the output as a label, and the start as an input of the decoder. */
    private static final int END = 0;

    private PointingArrays() {}

    static Batch batch(PointingExample[] examples) {
        int rows = examples.length;
        int features = examples[0].features();
        int sourceSteps = 0;
        int targetSteps = 0;
        long tokens = 0;
        for (PointingExample example : examples) {
            sourceSteps = Math.max(sourceSteps, example.size());
            targetSteps = Math.max(targetSteps, example.target().length + 1);
            tokens += example.target().length + 1;
        }
        float[] elements = new float[Math.multiplyExact(rows, Math.multiplyExact(features, sourceSteps))];
        float[] sourceMask = new float[rows * sourceSteps];
        Padded inputs = new Padded(rows, targetSteps);
        Padded labels = new Padded(rows, targetSteps);
        for (int b = 0; b < rows; b++) {
            PointingExample example = examples[b];
            for (int s = 0; s < example.size(); s++) {
                sourceMask[b * sourceSteps + s] = 1f;
                for (int f = 0; f < features; f++) {
                    elements[(b * features + f) * sourceSteps + s] = example.value(s + 1, f);
                }
            }
            int[] target = example.target();
            inputs.put(b, 0, END);
            inputs.put(b, 1, target);
            labels.put(b, 0, target);
            labels.put(b, target.length, END);
        }
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray source = Nd4j.createFromArray(elements).reshape(rows, features, sourceSteps); // [B, F, S]
            MultiDataSet data = new MultiDataSet(
                    new INDArray[] {source, inputs.ids()},
                    new INDArray[] {labels.ids()},
                    new INDArray[] {Nd4j.createFromArray(sourceMask).reshape(rows, sourceSteps), inputs.mask()},
                    new INDArray[] {labels.mask()});
            return new Batch(data, tokens, rows, true);
        }
    }
}
