package org.seq4j.experiments.training;

import org.nd4j.linalg.api.buffer.DataType;
import org.seq4j.experiments.config.BackendConfig;
import org.seq4j.experiments.config.Cell;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.Seq2SeqConfig;
import org.seq4j.experiments.evaluation.DecodeWorkers;
import org.seq4j.models.graph.Bridge;
import org.seq4j.models.graph.ModelBuilder;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.KernelChoice;

/** What the names in an experiment file mean to the builders of models. */
final class ModelParts {
    private ModelParts() {}

    static CellType cell(Cell cell) {
        return switch (cell) {
            case RNN -> CellType.RNN_TANH;
            case RNN_RELU -> CellType.RNN_RELU;
            case LSTM -> CellType.LSTM;
            case PEEPHOLE_LSTM -> CellType.PEEPHOLE_LSTM;
            case GRU -> CellType.GRU;
            case GRU_RESET_AFTER -> CellType.GRU_RESET_AFTER;
        };
    }

    static KernelChoice kernel(BackendConfig backend) {
        return switch (backend.kernel()) {
            case AUTO -> KernelChoice.AUTO;
            case PORTABLE -> KernelChoice.PORTABLE;
            case ONEDNN -> KernelChoice.ONEDNN;
        };
    }

    static Bridge bridge(Seq2SeqConfig.Bridge bridge) {
        return switch (bridge) {
            case DENSE -> Bridge.DENSE;
            case COPY -> Bridge.COPY;
            case ZERO -> Bridge.ZERO;
        };
    }

    /** Sets what every model has: the seed, and where it is computed. */
    static <B extends ModelBuilder<B>> B complete(B builder, ExperimentConfig config) {
        return builder.seed(config.seed()).kernel(kernel(config.backend())).dataType(dataType(config.backend()));
    }

    /** Threads that decode, each with the threads of one operation that the experiment asks for. */
    static DecodeWorkers decodeWorkers(ExperimentConfig config) {
        return new DecodeWorkers(
                config.backend().threads().decode(),
                () -> config.backend().profile().useThreads());
    }

    static DataType dataType(BackendConfig backend) {
        return backend.dtype() == BackendConfig.FloatType.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
    }
}
