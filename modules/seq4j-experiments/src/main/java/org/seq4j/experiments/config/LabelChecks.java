package org.seq4j.experiments.config;

import java.util.List;
import java.util.Set;

/** The rules across keys of an experiment with a classifier or a tagger. */
final class LabelChecks {

    private static final String TYPE = "model.type";
    private static final String FORMAT = "data.format";
    private static final String SCHEME = "data.sentences.scheme";

    private static final Set<Metric> OF_CLASSES =
            Set.of(Metric.NATS, Metric.ACCURACY, Metric.MACRO_F1, Metric.MICRO_F1);

    private static final Set<Metric> OF_TAGS = Set.of(
            Metric.NATS,
            Metric.TOKEN_ACCURACY,
            Metric.SEQUENCE_ACCURACY,
            Metric.MACRO_F1,
            Metric.MICRO_F1,
            Metric.SPAN_F1,
            Metric.INTENT_ACCURACY);

    private final ExperimentConfig config;
    private final Rules rules;

    private LabelChecks(ExperimentConfig config, Rules rules) {
        this.config = config;
        this.rules = rules;
    }

    /** Adds a fault for each rule of a classifier that is broken. */
    static void run(ExperimentConfig config, ClassifierConfig model, Rules rules) {
        LabelChecks checks = new LabelChecks(config, rules);
        if (config.readsSeries()) {
            SeriesChecks.run(config, model, rules);
        } else {
            checks.classifierFormat();
        }
        if (!config.readsSeries()
                && config.data().format() != null
                && config.data().format().isSentences()) {
            SentenceChecks.run(config.data(), false, true, model.multiLabel(), model.characters(), rules);
        }
        checks.noTags();
        checks.classWeights(model.classWeights());
        checks.metrics(OF_CLASSES, "classifier");
        EncoderChecks.run(config, model.encoder(), model.characters(), rules);
        EncoderChecks.run(model.pretrained(), rules);
    }

    /** Adds a fault for each rule of a tagger that is broken. */
    static void run(ExperimentConfig config, TaggerConfig model, Rules rules) {
        LabelChecks checks = new LabelChecks(config, rules);
        checks.taggerFormat();
        if (config.data().format() != null && config.data().format().isSentences()) {
            SentenceChecks.run(config.data(), true, model.intent(), false, model.characters(), rules);
        }
        checks.intent(model);
        checks.crf(model);
        checks.metrics(OF_TAGS, "tagger");
        checks.metricsOfTags(model);
        EncoderChecks.run(config, model.encoder(), model.characters(), rules);
        EncoderChecks.run(model.pretrained(), rules);
    }

    private void classifierFormat() {
        DataConfig.Format format = config.data().format();
        rules.forbid(
                FORMAT,
                List.of(TYPE),
                () -> format != null && (!format.isSentences() || format == DataConfig.Format.CONLL),
                () -> SchemaKey.constantName(format)
                        + (format == DataConfig.Format.CONLL
                                ? " has a tag for each token, for model.type: tagger"
                                : " holds no labels of sequences")
                        + "; model.type: classifier reads lines, parallel or jsonl, or series in ts, csv or jsonl");
    }

    private void taggerFormat() {
        DataConfig.Format format = config.data().format();
        rules.forbid(
                FORMAT,
                List.of(TYPE),
                () -> format != null && (!format.isSentences() || format == DataConfig.Format.LINES),
                () -> SchemaKey.constantName(format)
                        + (format == DataConfig.Format.LINES
                                ? " has one label for a text, for model.type: classifier"
                                : " holds no tags")
                        + "; model.type: tagger reads conll, parallel or jsonl");
    }

    private void noTags() {
        SentencesConfig sentences = config.data().sentences();
        rules.forbid(
                "data.sentences.tags",
                List.of(TYPE),
                () -> sentences.tags() != null,
                () -> "is for model.type: tagger; a classifier reads no tags, remove the key");
        rules.forbid(
                SCHEME,
                List.of(TYPE),
                () -> sentences.scheme() == SentencesConfig.Scheme.BIO,
                () -> "bio is for model.type: tagger; a classifier reads no tags, remove the key");
    }

    private void classWeights(ClassWeightsConfig weights) {
        String path = "model.class_weights.values";
        boolean listed = weights.type() == ClassWeightsConfig.Type.LIST;
        rules.forbid(
                path,
                List.of("model.class_weights.type"),
                () -> listed && weights.values() == null,
                () -> "missing; model.class_weights.type: list needs weights as label=weight");
        if (listed && weights.values() != null && rules.isSound(path)) {
            for (String value : weights.values()) {
                rules.forbid(
                        path,
                        List.of(),
                        () -> !ClassWeightsConfig.isWeight(value),
                        () -> "expected label=weight with a weight above 0, such as NO=2.5, found " + value);
            }
        }
    }

    private void intent(TaggerConfig model) {
        rules.forbid(
                "model.intent",
                List.of(FORMAT),
                () -> model.intent() && config.data().format() == DataConfig.Format.CONLL,
                () -> "needs a label for each sentence, which data.format: conll has not; expected parallel or jsonl");
    }

    private void crf(TaggerConfig model) {
        boolean crf = model.output() == TaggerConfig.Output.CRF;
        rules.forbid(
                "model.bio_constraints",
                List.of("model.output", SCHEME),
                () -> model.bioConstraints() && !isBio(),
                () -> "needs data.sentences.scheme: bio, which says that tags are of that scheme");
        rules.forbid(
                "training.label_smoothing",
                List.of("model.output"),
                () -> crf && config.training().labelSmoothing() > 0,
                () -> "is for softmax; model.output: crf has none, expected 0");
    }

    private boolean isBio() {
        return config.data().sentences().scheme() == SentencesConfig.Scheme.BIO;
    }

    private void metrics(Set<Metric> known, String model) {
        for (Metric metric : config.metrics()) {
            metric("evaluation.metrics", metric, known, model);
        }
        metric("training.early_stopping.metric", config.monitoredMetric(), known, model);
    }

    private void metric(String path, Metric metric, Set<Metric> known, String model) {
        rules.forbid(
                path,
                List.of(TYPE),
                () -> !known.contains(metric),
                () -> metric.key() + " is not for model.type: " + model + "; expected one of "
                        + String.join(
                                ", ", known.stream().sorted().map(Metric::key).toList()));
    }

    private void metricsOfTags(TaggerConfig model) {
        for (String path : List.of("evaluation.metrics", "training.early_stopping.metric")) {
            List<Metric> wanted = path.startsWith("evaluation") ? config.metrics() : List.of(config.monitoredMetric());
            rules.forbid(
                    path,
                    List.of(SCHEME),
                    () -> wanted.contains(Metric.SPAN_F1) && !isBio(),
                    () -> "span_f1 counts chunks; it needs data.sentences.scheme: bio");
            rules.forbid(
                    path,
                    List.of("model.intent"),
                    () -> wanted.contains(Metric.INTENT_ACCURACY) && !model.intent(),
                    () -> "intent_accuracy needs model.intent: true");
        }
    }
}
