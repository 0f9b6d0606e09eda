package org.seq4j.models.attention;

import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.node.Initializer;

/**
 * The parameters of an attention, or their gradients. Matrices are contiguous in 'c' order.
 *
 * @param query Wq {@code [H, A]}, of LUONG_GENERAL {@code [H, M]}; of LUONG_DOT null
 * @param key Wm {@code [M, A]} of additive scores, else null
 * @param score v {@code [A]} of additive scores, else null
 * @param coverage wc, with coverage: {@code [A]} of additive scores, else {@code [1]}
 * @param output Wo {@code [M + H, O]}, of the deep output {@code [M + H + E, 2O]}
 * @param outputBias bo {@code [O]} or {@code [2O]}
 * @param generation wg {@code [M + H + E, 1]}, with copying
 * @param generationBias bg {@code [1]}, with copying
 */
public record AttentionWeights(
        @Nullable INDArray query,
        @Nullable INDArray key,
        @Nullable INDArray score,
        @Nullable INDArray coverage,
        INDArray output,
        INDArray outputBias,
        @Nullable INDArray generation,
        @Nullable INDArray generationBias) {
    private static final String QUERY = "Wq";
    private static final String KEY = "Wm";
    private static final String SCORE = "v";
    private static final String COVERAGE = "wc";
    private static final String OUTPUT = "Wo";
    private static final String OUTPUT_BIAS = "bo";
    private static final String GENERATION = "wg";
    private static final String GENERATION_BIAS = "bg";

    /** The parameters of one attention, by their names. */
    static AttentionWeights of(AttentionSpec spec, Function<String, INDArray> source) {
        boolean additive = spec.score().isAdditive();
        return new AttentionWeights(
                spec.score() == AttentionScore.LUONG_DOT ? null : source.apply(QUERY),
                additive ? source.apply(KEY) : null,
                additive ? source.apply(SCORE) : null,
                spec.coverage() ? source.apply(COVERAGE) : null,
                source.apply(OUTPUT),
                source.apply(OUTPUT_BIAS),
                spec.copy() ? source.apply(GENERATION) : null,
                spec.copy() ? source.apply(GENERATION_BIAS) : null);
    }

    /** Adds names and shapes to those of a vertex. */
    static void define(SDVertexParams params, AttentionSpec spec) {
        boolean additive = spec.score().isAdditive();
        if (spec.score() != AttentionScore.LUONG_DOT) {
            params.addWeightParam(QUERY, spec.querySize(), spec.keySize());
        }
        if (additive) {
            params.addWeightParam(KEY, spec.memorySize(), spec.attentionSize());
            params.addWeightParam(SCORE, spec.attentionSize());
        }
        if (spec.coverage()) {
            params.addWeightParam(COVERAGE, additive ? spec.attentionSize() : 1);
        }
        params.addWeightParam(OUTPUT, spec.outputInputSize(), spec.preOutputSize());
        params.addBiasParam(OUTPUT_BIAS, spec.preOutputSize());
        if (spec.copy()) {
            params.addWeightParam(GENERATION, generationSize(spec), 1);
            params.addBiasParam(GENERATION_BIAS, 1);
        }
    }

    /**
     * Writes the initial values: matrices Xavier uniform, vectors as the matrices of one column that they are, biases and the one coverage weight of a score
     * without tanh 0.
     *
     * @param table the parameters by name; others are left alone
     * @param vertex the vertex' name, which with the seed determines the values
     */
    static void initialize(Map<String, INDArray> table, AttentionSpec spec, long seed, String vertex) {
        AttentionWeights w = of(spec, name -> {
            INDArray value = table.get(name);
            if (value == null) {
                throw new IllegalArgumentException("expected the parameter '" + name + "', found " + table.keySet());
            }
            return value;
        });
        int joined = spec.score() == AttentionScore.LUONG_CONCAT ? spec.querySize() + spec.memorySize() : 0;
        xavier(w.query, seed, vertex, QUERY, Math.max(spec.querySize(), joined), spec.keySize());
        xavier(w.key, seed, vertex, KEY, Math.max(spec.memorySize(), joined), spec.keySize());
        xavier(w.score, seed, vertex, SCORE, spec.attentionSize(), 1);
        if (spec.score().isAdditive()) {
            xavier(w.coverage, seed, vertex, COVERAGE, 1, spec.attentionSize());
        } else if (w.coverage != null) {
            w.coverage.assign(0);
        }
        xavier(w.output, seed, vertex, OUTPUT, spec.outputInputSize(), spec.preOutputSize());
        w.outputBias.assign(0);
        xavier(w.generation, seed, vertex, GENERATION, generationSize(spec), 1);
        if (w.generationBias != null) {
            w.generationBias.assign(0);
        }
    }

    private static void xavier(
            @Nullable INDArray target, long seed, String vertex, String name, int fanIn, int fanOut) {
        if (target != null) {
            new Initializer(seed, vertex, name).uniform(target, Math.sqrt(6.0 / (fanIn + fanOut)));
        }
    }

    private static int generationSize(AttentionSpec spec) {
        return spec.memorySize() + spec.querySize() + spec.embeddingSize();
    }
}
