package org.seq4j.models.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The one parameter of a {@link ScoredOutput}: {@code b}, which is added to scores; at first 0. Deeplearning4j's {@code fit} does nothing where no layer has a parameter. */
final class BiasParameters implements ParamInitializer {
    static final BiasParameters INSTANCE = new BiasParameters();
    static final String BIAS = "b";

    private BiasParameters() {}

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return ((ScoredOutput) layer).biasSize();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return List.of(BIAS);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return List.of();
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return List.of(BIAS);
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return false;
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return key.equals(BIAS);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean initialize) {
        Map<String, INDArray> table = getGradientsFromFlattened(conf, view);
        table.keySet().forEach(conf::addVariable);
        if (initialize) {
            view.assign(0);
        }
        return table;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        Map<String, INDArray> table = new LinkedHashMap<>();
        table.put(BIAS, view.reshape(view.length()));
        return table;
    }
}
