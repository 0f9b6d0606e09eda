package org.seq4j.experiments.training;

import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.TrainingConfig;
import org.seq4j.experiments.run.RunFolder;

/** What to try when a training diverges. */
final class Advice {
    private Advice() {}

    static String against(ExperimentConfig config, RunFolder folder) {
        TrainingConfig training = config.training();
        String kept = folder.checkpoints().newestFirst().stream()
                .findFirst()
                .map(entry -> "The last good checkpoint is " + entry.file() + " (update " + entry.update() + ").")
                .orElse("There was no checkpoint yet.");
        Double norm = training.clipGradNorm();
        String clipping = norm == null
                ? "clip the gradient (training.clip_grad_norm: 1.0)"
                : "clip the gradient harder (training.clip_grad_norm is " + norm + ")";
        return "Nothing of it was saved. " + kept
                + " Try a smaller learning rate (training.optimizer.learning_rate is "
                + training.optimizer().learningRate() + "), " + clipping
                + ", or warm up (training.scheduler.warmup is "
                + training.scheduler().warmup() + ").";
    }
}
