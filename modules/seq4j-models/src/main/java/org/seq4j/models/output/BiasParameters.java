package org.seq4j.models.output;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The one parameter of a {@link ScoredOutput}: {@code b}, which is added to scores. Deeplearning4j's {@code fit} does nothing where no layer has a parameter. */
final class BiasParameters extends OutputParameters<ScoredOutput> {
    static final BiasParameters INSTANCE = new BiasParameters();

    private BiasParameters() {
        super(ScoredOutput.class);
    }

    @Override
    Map<String, long[]> shapes(ScoredOutput layer) {
        return Map.of(BIAS, new long[] {layer.biasSize()});
    }

    @Override
    void initialize(ScoredOutput layer, NeuralNetConfiguration conf, String key, INDArray weight) {
        throw new IllegalStateException("a bias is no weight, found " + key);
    }
}
