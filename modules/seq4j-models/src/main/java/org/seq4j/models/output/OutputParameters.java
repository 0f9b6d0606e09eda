package org.seq4j.models.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of an output layer: they lie one after the other in the flat vector, each in 'c' order. A parameter of the name {@value #BIAS} is a bias and at first 0; all
 * others are weights.
 *
 * @param <C> the layer's configuration
 */
abstract class OutputParameters<C extends Layer> implements ParamInitializer {
    /** The name of a bias. */
    static final String BIAS = "b";

    private final Class<C> type;

    OutputParameters(Class<C> type) {
        this.type = type;
    }

    /** The shape of each parameter, in the order in which they lie. */
    abstract Map<String, long[]> shapes(C layer);

    /** Sets a weight to its initial values. */
    abstract void initialize(C layer, NeuralNetConfiguration conf, String key, INDArray weight);

    private Map<String, long[]> shapesOf(Layer layer) {
        return shapes(type.cast(layer));
    }

    private static long length(long[] shape) {
        long length = 1;
        for (long size : shape) {
            length *= size;
        }
        return length;
    }

    @Override
    public final long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public final long numParams(Layer layer) {
        return shapesOf(layer).values().stream()
                .mapToLong(OutputParameters::length)
                .sum();
    }

    @Override
    public final List<String> paramKeys(Layer layer) {
        return List.copyOf(shapesOf(layer).keySet());
    }

    @Override
    public final List<String> weightKeys(Layer layer) {
        return shapesOf(layer).keySet().stream()
                .filter(key -> isWeightParam(layer, key))
                .toList();
    }

    @Override
    public final List<String> biasKeys(Layer layer) {
        return shapesOf(layer).keySet().stream()
                .filter(key -> isBiasParam(layer, key))
                .toList();
    }

    @Override
    public final boolean isWeightParam(Layer layer, String key) {
        return !isBiasParam(layer, key);
    }

    @Override
    public final boolean isBiasParam(Layer layer, String key) {
        return key.equals(BIAS);
    }

    @Override
    public final Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean initialize) {
        Map<String, INDArray> table = getGradientsFromFlattened(conf, view);
        table.keySet().forEach(conf::addVariable);
        if (initialize) {
            table.forEach((key, value) -> {
                if (isBiasParam(conf.getLayer(), key)) {
                    value.assign(0);
                } else {
                    initialize(type.cast(conf.getLayer()), conf, key, value);
                }
            });
        }
        return table;
    }

    @Override
    public final Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        INDArray flat = view.reshape(view.length());
        Map<String, INDArray> table = new LinkedHashMap<>();
        long from = 0;
        for (Map.Entry<String, long[]> parameter : shapesOf(conf.getLayer()).entrySet()) {
            long to = from + length(parameter.getValue());
            table.put(
                    parameter.getKey(),
                    flat.get(NDArrayIndex.interval(from, to)).reshape('c', parameter.getValue()));
            from = to;
        }
        return table;
    }
}
