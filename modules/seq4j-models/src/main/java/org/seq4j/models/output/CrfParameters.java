package org.seq4j.models.output;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.node.Initializer;

/** The parameters of a {@link CrfOutput}, uniform on (-0.1, 0.1) at first: {@code T [L, L]}, {@code start [L]}, {@code end [L]}. */
final class CrfParameters extends OutputParameters<CrfOutput> {
    static final CrfParameters INSTANCE = new CrfParameters();
    static final String TRANSITIONS = "T";
    static final String START = "start";
    static final String END = "end";
    private static final double BOUND = 0.1;

    private CrfParameters() {
        super(CrfOutput.class);
    }

    @Override
    Map<String, long[]> shapes(CrfOutput layer) {
        int labels = layer.labels();
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put(TRANSITIONS, new long[] {labels, labels});
        shapes.put(START, new long[] {labels});
        shapes.put(END, new long[] {labels});
        return shapes;
    }

    @Override
    void initialize(CrfOutput layer, NeuralNetConfiguration conf, String key, INDArray weight) {
        new Initializer(layer.seed(conf), String.valueOf(layer.getLayerName()), key).uniform(weight, BOUND);
    }
}
