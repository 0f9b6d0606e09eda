package org.seq4j.models.output;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Softmax over the scores that it reads, with cross-entropy against integer ids: {@code graph.addLayer("output", new PointerOutput(), "pointer")}. Each batch may have
 * another number of outcomes. The one parameter is a bias of the score of outcome 0, the end.
 *
 * <p>Input: scores {@code [B, N, T]}; labels {@code [B, T]}, ids from 0 to N - 1; label mask {@code [B, T]}, 1 = counts (the feature mask where there is no label
 * mask). The loss is the mean over the tokens that count, in nats. {@code output()} gives probabilities {@code [B, N, T]}, exactly 0 where a score is 88 below
 * the greatest.
 */
public final class PointerOutput extends ScoredOutput {
    @Override
    ScoredOutputLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new PointerOutputLayer(conf, type);
    }

    /** It is added to the score of outcome 0. */
    @Override
    int biasSize() {
        return 1;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        if (!(input instanceof InputType.InputTypeRecurrent)) {
            throw new IllegalStateException(
                    "the output layer '" + getLayerName() + "' expects scores [batch, outcomes, time], found " + input);
        }
        return input;
    }

    @Override
    List<Object> values() {
        return List.of();
    }
}
