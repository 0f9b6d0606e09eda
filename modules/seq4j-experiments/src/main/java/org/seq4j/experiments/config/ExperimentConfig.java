package org.seq4j.experiments.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One experiment: the root of the YAML file.
 *
 * @param schema version of the file format
 * @param name name of the experiment
 * @param seed seed of everything random
 * @param runDir folder of the run
 * @param dataRoot folder of the data sets
 * @param backend where the arithmetic runs
 * @param data what is read
 * @param model what is trained
 * @param training how it is trained
 * @param generation how text is sampled
 * @param decoding how outputs are searched for
 * @param evaluation what is measured
 * @param logging what is reported meanwhile
 */
public record ExperimentConfig(
        @Key(description = "Version of the file format; this release reads version 1.", min = 1, max = 1)
        int schema,

        @Key(description = "Name of the experiment: letters, digits, and the characters . _ - are allowed.")
        String name,

        @Key(
                description = "Seed of everything random: initial weights, dropout, order of the batches, sampling.",
                defaultValue = "42",
                min = 0)
        long seed,

        @Key(
                description = "Folder of the run: configuration, metrics and checkpoints go there.",
                defaultValue = "runs/${name}")
        String runDir,

        @Key(
                description =
                        "Folder in which data sets are looked for first; those that it lacks are downloaded into the cache (see the command data list).",
                defaultValue = "${env:SEQ4J_DATA,data}")
        String dataRoot,

        @Key(
                description =
                        "Where the arithmetic runs: a mapping of the keys below, or the name of a file in configs/backends/.")
        BackendConfig backend,

        @Key(description = "What is read, and how it becomes batches.")
        DataConfig data,

        @Key(description = "What is trained; the key type selects the kind.")
        ModelConfig model,

        @Key(description = "How the model is trained.") TrainingConfig training,

        @Key(
                description = "How text is sampled, unless the command line says otherwise.",
                onlyIf = "/model.type=language_model")
        GenerationConfig generation,

        @Key(
                description = "How outputs are searched for, unless the command line says otherwise.",
                onlyIf = "/model.type=seq2seq|pointer_network")
        DecodingConfig decoding,

        @Key(description = "What is measured on the development and test sets.")
        EvaluationConfig evaluation,

        @Key(description = "What is reported during training.")
        LoggingConfig logging) {

    /** The metrics that are reported: those asked for, else the usual ones of the model. */
    public List<Metric> metrics() {
        List<Metric> wanted = evaluation.metrics();
        return wanted == null ? model.usualMetrics(data) : wanted;
    }

    /** Whether the model reads series of numbers: a regressor, and a classifier where the data are no sentences. */
    public boolean readsSeries() {
        DataConfig.Format format = data.format();
        return model instanceof RegressorConfig
                || model instanceof ClassifierConfig
                        && format != null
                        && format.isSeries()
                        && (format != DataConfig.Format.JSONL || data.series().values() != null);
    }

    /**
     * The metrics of an evaluation: those that are reported and, while the model is trained, the one that is watched.
     *
     * @param training whether this is a validation during training
     */
    public Set<Metric> metrics(boolean training) {
        Set<Metric> wanted = EnumSet.copyOf(metrics());
        if (training) {
            wanted.add(monitoredMetric());
        }
        return wanted;
    }

    /** The metric that decides which state is best: that of early stopping, else the loss on the development set. */
    public Metric monitoredMetric() {
        EarlyStoppingConfig stopping = training.earlyStopping();
        Metric wanted = stopping == null ? null : stopping.metric();
        return wanted == null ? model.lossMetric() : wanted;
    }
}
