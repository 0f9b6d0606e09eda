package org.seq4j.models.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.seq4j.models.node.Initializer;

/** The parameters of a {@link CrfOutput}, uniform on (-0.1, 0.1) at first: {@code T [L, L]} in 'c' order, {@code start [L]}, {@code end [L]}. */
final class CrfParameters implements ParamInitializer {
    static final CrfParameters INSTANCE = new CrfParameters();
    static final String TRANSITIONS = "T";
    static final String START = "start";
    static final String END = "end";
    private static final List<String> KEYS = List.of(TRANSITIONS, START, END);
    private static final double BOUND = 0.1;

    private CrfParameters() {}

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        long labels = ((CrfOutput) layer).labels();
        return labels * (labels + 2);
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return KEYS;
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return KEYS;
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return List.of();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return KEYS.contains(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return false;
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean initialize) {
        Map<String, INDArray> table = getGradientsFromFlattened(conf, view);
        table.keySet().forEach(conf::addVariable);
        if (initialize) {
            CrfOutput output = (CrfOutput) conf.getLayer();
            table.forEach((key, value) -> new Initializer(output.seed(conf), String.valueOf(output.getLayerName()), key)
                    .uniform(value, BOUND));
        }
        return table;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        long labels = ((CrfOutput) conf.getLayer()).labels();
        INDArray flat = view.reshape(view.length());
        long square = labels * labels;
        Map<String, INDArray> table = new LinkedHashMap<>();
        table.put(TRANSITIONS, flat.get(NDArrayIndex.interval(0, square)).reshape('c', labels, labels));
        table.put(START, flat.get(NDArrayIndex.interval(square, square + labels)));
        table.put(END, flat.get(NDArrayIndex.interval(square + labels, square + 2 * labels)));
        return table;
    }
}
