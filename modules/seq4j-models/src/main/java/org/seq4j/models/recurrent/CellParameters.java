package org.seq4j.models.recurrent;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.seq4j.models.kernel.CellSpec;
import org.seq4j.models.kernel.CellWeights;
import org.seq4j.models.kernel.CustomCell;
import org.seq4j.models.node.Initializer;

/**
 * The parameters of one recurrent cell among those of a vertex: names, shapes and initial values. The names are Deeplearning4j's {@code W}, {@code RW} and
 * {@code b}, {@code P} for peepholes and {@code LN} for layer normalisation; a vertex with several cells tells them apart by a prefix or a number.
 *
 * <p>Initial values: input weights Xavier uniform, recurrent weights orthogonal, biases 0 but the forget gate's (Jozefowicz, Zaremba, Sutskever 2015, section
 * 3.1) or a {@link CustomCell}'s own, peepholes 0, gains of layer normalisation 1.
 */
public final class CellParameters {
    private final CellSpec spec;
    private final String input;
    private final String recurrent;
    private final String bias;
    private final String peephole;
    private final String layerNorm;

    private CellParameters(
            CellSpec spec, String input, String recurrent, String bias, String peephole, String layerNorm) {
        this.spec = spec;
        this.input = input;
        this.recurrent = recurrent;
        this.bias = bias;
        this.peephole = peephole;
        this.layerNorm = layerNorm;
    }

    /** Of a cell that reads forwards or, by itself or beside another one, backwards. */
    static CellParameters of(CellSpec spec, boolean reverse) {
        return reverse
                ? new CellParameters(spec, "reverseW", "reverseRW", "reverseB", "reverseP", "reverseLN")
                : new CellParameters(spec, "W", "RW", "b", "P", "LN");
    }

    /** Of one cell of a stack that is one vertex, counted from 0. */
    public static CellParameters ofLayer(CellSpec spec, int number) {
        return new CellParameters(spec, "W" + number, "RW" + number, "b" + number, "P" + number, "LN" + number);
    }

    /** Adds names and shapes to those of a vertex. */
    public void define(SDVertexParams params) {
        params.addWeightParam(input, spec.inputSize(), spec.projectedSize());
        params.addWeightParam(recurrent, spec.hiddenSize(), spec.projectedSize());
        params.addBiasParam(bias, spec.biasSize());
        if (spec.peepholeSize() > 0) {
            params.addWeightParam(peephole, spec.peepholeSize());
        }
        if (spec.layerNormSize() > 0) {
            params.addBiasParam(layerNorm, spec.layerNormSize());
        }
    }

    /**
     * Writes the initial values.
     *
     * @param table parameters by name; those that are not there are left out
     * @param seed with the vertex' name, the source of the random ones
     * @param vertex the vertex' name
     * @param forgetBias initial bias of the forget gate of cells that have one
     */
    public void initialize(Map<String, INDArray> table, long seed, String vertex, double forgetBias) {
        int gates = spec.cell().gates();
        with(table, input, w -> new Initializer(seed, vertex, input).xavier(w, gates));
        with(table, recurrent, w -> new Initializer(seed, vertex, recurrent).orthogonal(w, gates));
        with(table, bias, b -> initialBias(b, forgetBias));
        with(table, peephole, p -> p.assign(0));
        with(table, layerNorm, this::initialLayerNorm);
    }

    private static void with(Map<String, INDArray> table, String name, Consumer<INDArray> action) {
        INDArray value = table.get(name);
        if (value != null) {
            action.accept(value);
        }
    }

    /** Zeros, but the forget gate of an LSTM (gate order i, f, g, o), and what a cell of the user's own says. */
    private void initialBias(INDArray values, double forgetBias) {
        values.assign(0);
        if (spec.cell() instanceof CustomCell custom) {
            for (int gate = 0; gate < custom.gates(); gate++) {
                block(values, gate).assign(custom.initialBias(gate));
            }
        } else if (spec.cell().hasCellState()) {
            block(values, 1).assign(forgetBias);
        }
    }

    private INDArray block(INDArray values, int gate) {
        long n = spec.hiddenSize();
        return values.get(NDArrayIndex.interval(gate * n, (gate + 1) * n));
    }

    /** Gains 1; the shift of c, the last block of cells that have one, 0. */
    private void initialLayerNorm(INDArray values) {
        values.assign(1);
        if (spec.cell().hasCellState()) {
            values.get(NDArrayIndex.interval(values.length() - spec.hiddenSize(), values.length()))
                    .assign(0);
        }
    }

    /** The parameters, or their gradients, as the kernels take them. */
    public CellWeights weights(Function<String, INDArray> source) {
        return new CellWeights(
                source.apply(input),
                source.apply(recurrent),
                source.apply(bias),
                spec.peepholeSize() > 0 ? source.apply(peephole) : null,
                spec.layerNormSize() > 0 ? source.apply(layerNorm) : null);
    }
}
