package org.seq4j.experiments.training;

import java.util.Map;
import org.seq4j.experiments.config.ClassifierConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.LanguageModelConfig;
import org.seq4j.experiments.config.PointerNetworkConfig;
import org.seq4j.experiments.config.Seq2SeqConfig;
import org.seq4j.experiments.config.TaggerConfig;

/** The kinds of experiments there are: one line for each. */
public final class Tasks {
    private Tasks() {}

    /**
     * The task of an experiment.
     *
     * @param config the experiment
     * @param vocabularies those of a checkpoint ({@link Task#vocabularies()}), or empty to make them from the training
     *     data
     * @throws org.seq4j.experiments.UserError if its data cannot be read
     */
    public static Task of(ExperimentConfig config, Map<String, String> vocabularies) {
        if (config.model() instanceof LanguageModelConfig model) {
            return new LanguageModelTask(config, model, vocabularies);
        }
        if (config.model() instanceof Seq2SeqConfig model) {
            return new Seq2SeqTask(config, model, vocabularies);
        }
        if (config.model() instanceof PointerNetworkConfig model) {
            return new PointerTask(config, model, vocabularies);
        }
        if (config.readsSeries()) {
            return new SeriesTask(config, vocabularies);
        }
        if (config.model() instanceof ClassifierConfig model) {
            return new ClassifierTask(config, model, vocabularies);
        }
        if (config.model() instanceof TaggerConfig model) {
            return new TaggerTask(config, model, vocabularies);
        }
        throw new IllegalStateException("no task for " + config.model());
    }
}
