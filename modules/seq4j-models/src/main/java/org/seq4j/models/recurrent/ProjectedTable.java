package org.seq4j.models.recurrent;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.seq4j.models.kernel.Buffer;
import org.seq4j.models.kernel.CellSpec;
import org.seq4j.models.kernel.CellWeights;
import org.seq4j.models.kernel.Kernels;
import org.seq4j.models.kernel.MatrixProduct;
import org.seq4j.models.kernel.RecurrentKernel;
import org.seq4j.models.node.RowCopy;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TokenRows;

/**
 * The input of one direction of a recurrent layer that reads nothing but rows of a small table {@code E [V, I]}: {@code E W}, made once for every row, stands in place of
 * {@code x W} for every token, and the kernel sees tokens as unit vectors. That is exact but for rounding, and saves up to half of a layer's products.
 *
 * <p>Buffers are kept from batch to batch.
 */
final class ProjectedTable {
    private final RecurrentKernel kernel;
    private final INDArray table; // E [V, I], a view of the parameters
    private final INDArray units; // [V + 1, V], the last row 0
    private final Buffer tokens;
    private final INDArray projection; // E W, [V, G*H]
    private final INDArray projectionGradient; // [V, G*H]
    private final INDArray tableGradient; // [V + 1, I], the last row 0

    ProjectedTable(Recurrent conf, DataType type, INDArray table) {
        CellSpec spec = conf.spec();
        this.table = table;
        int rows = (int) table.size(0);
        kernel = Kernels.create(
                new CellSpec(spec.cell(), rows, spec.hiddenSize(), spec.layerNorm()),
                type,
                conf.recurrentDropout() > 0,
                conf.kernel());
        tokens = new Buffer(type);
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            units = Nd4j.create(type, new long[] {rows + 1L, rows}, 'c');
            for (int row = 0; row < rows; row++) {
                units.putScalar(row, row, 1);
            }
            projection = Nd4j.create(type, new long[] {rows, spec.projectedSize()}, 'c');
            projectionGradient = Nd4j.create(type, projection.shape(), 'c');
            tableGradient = Nd4j.create(type, new long[] {rows + 1L, table.size(1)}, 'c');
        }
    }

    /** Whether it pays to project that table for so many tokens. */
    static boolean pays(INDArray table, long tokens) {
        return 4 * table.size(0) <= 3 * table.size(1) && 2 * table.size(0) <= tokens;
    }

    /** Whether this one is of that table. */
    boolean isOf(INDArray other) {
        return table == other;
    }

    /** Of V inputs. */
    RecurrentKernel kernel() {
        return kernel;
    }

    /** The tokens as unit vectors {@code [T, B, V]}, outside of workspaces; see {@link TokenRows#rows()}. */
    INDArray tokens(int[] rows, long time, long batch) {
        int none = (int) table.size(0);
        INDArray result = tokens.of(time, batch, none);
        int[] from = Arrays.stream(rows).map(row -> row < 0 ? none : row).toArray();
        RowCopy.pull(units, TimeMajor.rows(result), from);
        return result;
    }

    /** The cell's parameters as this kernel wants them, until the next call. */
    CellWeights project(CellWeights w) {
        MatrixProduct.multiply(table, false, w.input(), false, projection, 1, 0);
        return withInput(w, projection);
    }

    /** The same of the last call, for the way back. */
    CellWeights projected(CellWeights w) {
        return withInput(w, projection);
    }

    /** Where the kernel writes the gradients of the cell's parameters. */
    CellWeights gradients(CellWeights gradients) {
        return withInput(gradients, projectionGradient);
    }

    private static CellWeights withInput(CellWeights w, INDArray input) {
        return new CellWeights(input, w.recurrent(), w.bias(), w.peephole(), w.layerNorm());
    }

    /**
     * After the kernel's way back: the gradient of W, and that of the input, the sum of a row's at the first place where the row occurs.
     *
     * @param dx {@code [T, B, I]}, overwritten
     */
    void finish(CellWeights w, CellWeights gradients, int[] rows, INDArray dx) {
        MatrixProduct.multiply(table, true, projectionGradient, false, gradients.input(), 1, 0);
        int none = (int) table.size(0);
        INDArray sums = tableGradient.get(NDArrayIndex.interval(0, none), NDArrayIndex.all());
        MatrixProduct.multiply(projectionGradient, false, w.input(), true, sums, 1, 0);
        boolean[] seen = new boolean[none];
        int[] from = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            boolean first = rows[i] >= 0 && !seen[rows[i]];
            from[i] = first ? rows[i] : none;
            if (first) {
                seen[rows[i]] = true;
            }
        }
        RowCopy.pull(tableGradient, TimeMajor.rows(dx), from);
    }
}
