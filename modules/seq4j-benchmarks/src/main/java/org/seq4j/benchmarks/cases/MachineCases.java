package org.seq4j.benchmarks.cases;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.kernel.MatrixProduct;

/** What the machine can do at best, for the least time of other cases: the product of two square matrices, and that of a row with a matrix too large for its own caches. */
final class MachineCases {
    private MachineCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        Group.MACHINE,
                        "product",
                        Unit.MILLISECONDS,
                        Parameters.of("size", 1024),
                        p -> product(p.number("size"), p.number("size"))),
                Case.of(
                        Group.MACHINE,
                        "memory",
                        Unit.MILLISECONDS,
                        Parameters.of("size", 3072),
                        p -> product(1, p.number("size"))));
    }

    private static Iteration product(int rows, int size) {
        INDArray a = RandomArrays.values(1, 1, rows, size);
        INDArray b = RandomArrays.values(2, 1, size, size);
        INDArray c = Nd4j.create(rows, size);
        return () -> {
            MatrixProduct.multiply(a, false, b, false, c, 1, 0);
            return 1;
        };
    }
}
