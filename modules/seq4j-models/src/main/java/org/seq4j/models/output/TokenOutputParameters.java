package org.seq4j.models.output;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.node.Initializer;

/** The parameters of a {@link TokenOutput}: {@code W [H, V]}, unless tied, Xavier uniform at first, and {@code b [V]}. */
final class TokenOutputParameters extends OutputParameters<TokenOutput> {
    static final TokenOutputParameters INSTANCE = new TokenOutputParameters();
    static final String WEIGHTS = "W";

    private TokenOutputParameters() {
        super(TokenOutput.class);
    }

    @Override
    Map<String, long[]> shapes(TokenOutput layer) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        if (!layer.tied()) {
            shapes.put(WEIGHTS, new long[] {layer.getNIn(), layer.getNOut()});
        }
        shapes.put(BIAS, new long[] {layer.getNOut()});
        return shapes;
    }

    @Override
    void initialize(TokenOutput layer, NeuralNetConfiguration conf, String key, INDArray weight) {
        new Initializer(layer.seed(conf), String.valueOf(layer.getLayerName()), key).xavier(weight, 1);
    }
}
