package org.seq4j.experiments.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.seq4j.experiments.config.BackendConfig;
import org.seq4j.experiments.config.RecurrentConfig;
import org.seq4j.experiments.config.RecurrentEncoderConfig;
import org.seq4j.models.graph.RecurrentStack;
import org.seq4j.models.kernel.CellSpec;
import org.seq4j.models.kernel.Kernels;
import org.seq4j.models.recurrent.Direction;

/** What a section of recurrent layers in an experiment file means to the builders of models. */
final class RecurrentParts {
    private RecurrentParts() {}

    /** Sets all that such sections have in common. */
    static RecurrentStack layers(RecurrentStack stack, RecurrentConfig config) {
        return stack.cell(ModelParts.cell(config.cell()))
                .hiddenSize(config.hiddenSize())
                .numLayers(config.numLayers())
                .dropout(config.dropout())
                .variationalDropout(config.variationalDropout())
                .recurrentDropout(config.recurrentDropout())
                .layerNorm(config.layerNorm())
                .residual(config.residual());
    }

    static Direction direction(RecurrentEncoderConfig config) {
        if (config.bidirectional()) {
            return Direction.BIDIRECTIONAL_CONCAT;
        }
        return config.reverse() ? Direction.BACKWARD : Direction.FORWARD;
    }

    /**
     * Which kernel computes each layer.
     *
     * @param inputSize what the first layer reads
     * @param name the name of the layer of a number, counted from 0
     */
    static Map<String, String> kernels(
            BackendConfig backend, RecurrentConfig config, int inputSize, IntFunction<String> name) {
        Map<String, String> kernels = new LinkedHashMap<>();
        for (int number = 0; number < config.numLayers(); number++) {
            CellSpec spec = new CellSpec(
                    ModelParts.cell(config.cell()),
                    number == 0 ? inputSize : config.outputSize(),
                    config.hiddenSize(),
                    config.layerNorm());
            kernels.put(
                    name.apply(number),
                    Kernels.describe(
                            spec,
                            ModelParts.dataType(backend),
                            config.recurrentDropout() > 0,
                            ModelParts.kernel(backend)));
        }
        return kernels;
    }
}
