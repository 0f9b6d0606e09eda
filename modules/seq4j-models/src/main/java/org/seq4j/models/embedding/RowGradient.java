package org.seq4j.models.embedding;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.kernel.HostArrays;

/** Adds the gradients of tokens to the rows of an embedding table, touching only the rows of tokens that occur. */
public final class RowGradient {
    private RowGradient() {}

    /**
     * {@code table[ids[i]] += gradients[i]}.
     *
     * @param ids [N], negative = skip
     * @param gradients [N, E], contiguous in 'c' order
     * @param skipped an id to skip; -1: none
     * @param table [V, E]
     */
    public static void add(int[] ids, INDArray gradients, int skipped, INDArray table) {
        int[] slot = new int[(int) table.size(0)]; // 1 + place of an id among those that occur
        int[] occurring = new int[Math.min(ids.length, slot.length)];
        int count = 0;
        for (int id : ids) {
            if (id >= 0 && id != skipped && slot[id] == 0) {
                occurring[count++] = id;
                slot[id] = count;
            }
        }
        if (count == 0) {
            return;
        }
        int size = (int) table.size(1);
        INDArray sums = table.dataType() == DataType.DOUBLE
                ? sumDouble(ids, gradients, slot, count, size)
                : sumFloat(ids, gradients, slot, count, size).castTo(table.dataType());
        INDArray rows = Nd4j.createFromArray(Arrays.copyOf(occurring, count));
        Nd4j.exec(DynamicCustomOp.builder("scatter_add")
                .addInputs(table, rows, sums)
                .addOutputs(table)
                .build());
    }

    private static INDArray sumFloat(int[] ids, INDArray gradients, int[] slot, int count, int size) {
        float[] from = new float[Math.toIntExact(gradients.length())];
        HostArrays.copy(gradients, from);
        float[] sums = new float[count * size];
        for (int i = 0; i < ids.length; i++) {
            int s = ids[i] < 0 ? 0 : slot[ids[i]];
            if (s > 0) {
                int to = (s - 1) * size;
                int at = i * size;
                for (int e = 0; e < size; e++) {
                    sums[to + e] += from[at + e];
                }
            }
        }
        return Nd4j.createFromArray(sums).reshape('c', count, size);
    }

    private static INDArray sumDouble(int[] ids, INDArray gradients, int[] slot, int count, int size) {
        double[] from = new double[Math.toIntExact(gradients.length())];
        HostArrays.copy(gradients, from);
        double[] sums = new double[count * size];
        for (int i = 0; i < ids.length; i++) {
            int s = ids[i] < 0 ? 0 : slot[ids[i]];
            if (s > 0) {
                int to = (s - 1) * size;
                int at = i * size;
                for (int e = 0; e < size; e++) {
                    sums[to + e] += from[at + e];
                }
            }
        }
        return Nd4j.createFromArray(sums).reshape('c', count, size);
    }
}
