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

/** The parameters of a {@link TokenOutput}: {@code W [H, V]} in 'c' order, unless tied, and {@code b [V]}. */
final class TokenOutputParameters implements ParamInitializer {
    static final TokenOutputParameters INSTANCE = new TokenOutputParameters();
    static final String WEIGHTS = "W";
    static final String BIAS = "b";

    private TokenOutputParameters() {}

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        TokenOutput output = (TokenOutput) layer;
        return (output.tied() ? 0 : output.getNIn() * output.getNOut()) + output.getNOut();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return ((TokenOutput) layer).tied() ? List.of(BIAS) : List.of(WEIGHTS, BIAS);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return ((TokenOutput) layer).tied() ? List.of() : List.of(WEIGHTS);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return List.of(BIAS);
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return key.equals(WEIGHTS);
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
            TokenOutput output = (TokenOutput) conf.getLayer();
            INDArray weights = table.get(WEIGHTS);
            if (weights != null) {
                new Initializer(output.seed(conf), String.valueOf(output.getLayerName()), WEIGHTS).xavier(weights, 1);
            }
            INDArray bias = table.get(BIAS);
            if (bias != null) {
                bias.assign(0);
            }
        }
        return table;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        TokenOutput output = (TokenOutput) conf.getLayer();
        INDArray flat = view.reshape(view.length());
        long weights = output.tied() ? 0 : output.getNIn() * output.getNOut();
        Map<String, INDArray> table = new LinkedHashMap<>();
        if (!output.tied()) {
            table.put(
                    WEIGHTS,
                    flat.get(NDArrayIndex.interval(0, weights)).reshape('c', output.getNIn(), output.getNOut()));
        }
        table.put(BIAS, flat.get(NDArrayIndex.interval(weights, weights + output.getNOut())));
        return table;
    }
}
