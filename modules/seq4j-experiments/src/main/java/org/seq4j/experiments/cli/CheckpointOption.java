package org.seq4j.experiments.cli;

import org.seq4j.experiments.training.TrainedRun;
import picocli.CommandLine.Option;

/** {@code --checkpoint} of the commands that use a trained model. */
final class CheckpointOption {

    @Option(
            names = "--checkpoint",
            paramLabel = "best|last",
            defaultValue = "best",
            description = "Which state of the model (default: ${DEFAULT-VALUE}; the last where there is no best).")
    private TrainedRun.Which which = TrainedRun.Which.BEST;

    TrainedRun.Which which() {
        return which;
    }
}
