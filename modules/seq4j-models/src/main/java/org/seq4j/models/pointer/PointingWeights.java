package org.seq4j.models.pointer;

import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.node.Initializer;

/**
 * The parameters of a pointing node, or their gradients. Matrices are contiguous in 'c' order.
 *
 * @param query W2 {@code [H, A]}
 * @param key W1 {@code [M, A]}
 * @param score v {@code [A]}
 * @param end e_0 {@code [M]}, the row of the memory that stands for the end of the output
 */
public record PointingWeights(INDArray query, INDArray key, INDArray score, INDArray end) {
    private static final String QUERY = "Wq";
    private static final String KEY = "Wm";
    private static final String SCORE = "v";
    private static final String END = "e";

    static PointingWeights of(Function<String, INDArray> source) {
        return new PointingWeights(source.apply(QUERY), source.apply(KEY), source.apply(SCORE), source.apply(END));
    }

    static void define(SDVertexParams params, int querySize, int memorySize, int attentionSize) {
        params.addWeightParam(QUERY, querySize, attentionSize);
        params.addWeightParam(KEY, memorySize, attentionSize);
        params.addWeightParam(SCORE, attentionSize);
        params.addWeightParam(END, memorySize);
    }

    /** Xavier uniform; vectors as the matrices of one column or row that they are. */
    static void initialize(Map<String, INDArray> table, long seed, String vertex) {
        PointingWeights w = of(name -> {
            INDArray value = table.get(name);
            if (value == null) {
                throw new IllegalArgumentException("expected the parameter '" + name + "', found " + table.keySet());
            }
            return value;
        });
        new Initializer(seed, vertex, QUERY).xavier(w.query, 1);
        new Initializer(seed, vertex, KEY).xavier(w.key, 1);
        new Initializer(seed, vertex, SCORE).uniform(w.score, Math.sqrt(6.0 / (w.score.length() + 1)));
        new Initializer(seed, vertex, END).uniform(w.end, Math.sqrt(6.0 / (w.end.length() + 1)));
    }
}
