package org.seq4j.experiments.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.seq4j.data.pointing.ElementOrder;

/** The rules across keys of an experiment with a pointer network. */
final class PointerChecks {

    private static final String TASK = "data.task";
    private static final int USUAL_WIDTH = 4; // the default of a key that pointing has no use for

    /** The task that a metric or a constraint belongs to. */
    private static final Map<Metric, DataConfig.Task> METRICS = Map.of(
            Metric.POLYGON_ACCURACY, DataConfig.Task.CONVEX_HULL,
            Metric.AREA_COVERAGE, DataConfig.Task.CONVEX_HULL,
            Metric.TRIANGULATION_ACCURACY, DataConfig.Task.DELAUNAY,
            Metric.TRIANGLE_COVERAGE, DataConfig.Task.DELAUNAY,
            Metric.TOUR_LENGTH, DataConfig.Task.TSP,
            Metric.TOUR_RATIO, DataConfig.Task.TSP);

    private final ExperimentConfig config;
    private final PointerNetworkConfig model;
    private final Rules rules;

    private PointerChecks(ExperimentConfig config, PointerNetworkConfig model, Rules rules) {
        this.config = config;
        this.model = model;
        this.rules = rules;
    }

    /** Adds a fault for each rule that is broken. */
    static void run(ExperimentConfig config, PointerNetworkConfig model, Rules rules) {
        PointerChecks checks = new PointerChecks(config, model, rules);
        if (checks.format()) {
            checks.batching();
            checks.elements();
            checks.generated();
        }
        checks.metrics();
        checks.fixed();
        checks.layers();
        checks.decoding();
        checks.labelSmoothing();
    }

    /** Whether the format holds elements and positions. */
    private boolean format() {
        DataConfig.Format format = config.data().format();
        if (format == null || format.isPointing()) {
            return format != null;
        }
        rules.forbid(
                "data.format",
                List.of("model.type"),
                () -> true,
                () -> SchemaKey.constantName(format)
                        + (format.isSeries() ? " holds series" : " holds text")
                        + "; model.type: pointer_network reads elements and"
                        + " positions, expected generated, points, csv or jsonl");
        return false;
    }

    private void batching() {
        rules.forbid(
                "data.batching.by",
                List.of("model.type", "data.format"),
                () -> config.data().batching().by() == BatchingConfig.By.TOKENS,
                () -> "tokens is for text; expected sentences, which counts examples here");
        rules.forbid(
                "data.batching.bucket_width",
                List.of("model.type", "data.format"),
                () -> config.data().batching().bucketWidth() != USUAL_WIDTH,
                () -> "is for text; examples of pointing are sorted by size anyway, remove the key");
    }

    private void elements() {
        DataConfig data = config.data();
        int wanted = data.task() == null ? 0 : data.task().features();
        rules.forbid(
                "data.elements.features",
                List.of(TASK),
                () -> data.elements().features() > 0
                        && wanted > 0
                        && data.elements().features() != wanted,
                () -> "elements of data.task: " + SchemaKey.constantName(data.task()) + " have " + wanted
                        + (wanted == 1 ? " number" : " numbers") + ", found "
                        + data.elements().features());
        rules.forbid(
                "data.elements.order",
                List.of(TASK),
                () -> data.task() == DataConfig.Task.SORT && data.elements().order() != ElementOrder.GIVEN,
                () -> "lexicographic order would be the answer of data.task: sort; expected given");
        boolean named = data.format() == DataConfig.Format.CSV || data.format() == DataConfig.Format.JSONL;
        for (String key : List.of("vectors", "target")) {
            rules.forbid(
                    "data.elements." + key,
                    List.of("data.format"),
                    () -> !named
                            && (key.equals("vectors")
                                            ? data.elements().vectors()
                                            : data.elements().target())
                                    != null,
                    () -> "only with data.format: csv or jsonl, which is " + SchemaKey.constantName(data.format())
                            + " here; remove the key");
        }
        rules.forbid(
                "data.elements.target",
                List.of("data.elements.vectors", "data.format", "data.header"),
                () -> named && data.vectorsField().equals(data.positionsField()),
                () -> "elements and positions are both " + data.vectorsField() + "; expected two different ones");
    }

    private void generated() {
        GeneratedConfig generated = config.data().generated();
        boolean makes = config.data().format() == DataConfig.Format.GENERATED;
        rules.forbid(
                TASK,
                List.of("data.format"),
                () -> makes && config.data().task() == DataConfig.Task.POINTING,
                () -> "data.format: generated needs a task that can be generated; expected one of convex_hull,"
                        + " delaunay, tsp, sort");
        rules.forbid(
                "data.generated.max_size",
                List.of("data.generated.min_size"),
                () -> makes && generated.maxSize() < generated.minSize(),
                () -> "expected at least data.generated.min_size (" + generated.minSize() + "), found "
                        + generated.maxSize());
        rules.forbid(
                "data.generated.min_size",
                List.of(TASK),
                () -> makes && generated.minSize() < 3 && config.data().task().features() == 2,
                () -> "the task " + SchemaKey.constantName(config.data().task()) + " needs at least 3 points, found "
                        + generated.minSize());
    }

    private void metrics() {
        for (Metric metric : config.metrics()) {
            metric("evaluation.metrics", metric);
        }
        metric("training.early_stopping.metric", config.monitoredMetric());
    }

    private void metric(String path, Metric metric) {
        DataConfig.Task task = config.data().task();
        DataConfig.Task needed = METRICS.get(metric);
        rules.forbid(
                path,
                List.of("model.type"),
                () -> metric.kind() == Metric.Kind.TEXT
                        || metric.kind() == Metric.Kind.LABELS
                        || metric.kind() == Metric.Kind.NUMBERS,
                () -> metric.key() + (metric.kind() == Metric.Kind.TEXT ? " compares text" : " is for other models")
                        + "; with model.type: pointer_network expected sequence_accuracy or a"
                        + " metric of the data.task");
        rules.forbid(
                path,
                List.of(TASK),
                () -> needed != null && needed != task,
                () -> metric.key() + " is for data.task: " + SchemaKey.constantName(Objects.requireNonNull(needed))
                        + ", which is " + SchemaKey.constantName(task) + " here");
        rules.forbid(
                path,
                List.of(TASK),
                () -> metric == Metric.VALID_RATE && task == DataConfig.Task.POINTING,
                () -> "valid_rate needs a data.task that says what is valid: convex_hull, delaunay, tsp or sort");
    }

    private void fixed() {
        boolean blind = !model.pointing() && model.fixedAttention() == PointerNetworkConfig.FixedAttention.NONE;
        rules.forbid(
                "model.bridge",
                List.of("model.pointing", "model.fixed_attention"),
                () -> blind && model.bridge() == Seq2SeqConfig.Bridge.ZERO,
                () ->
                        "zero without pointing and attention leaves the decoder nothing of the elements; expected dense or"
                                + " copy, or an attention");
        rules.forbid(
                "model.attention_size",
                List.of("model.pointing", "model.fixed_attention"),
                () -> blind && model.attentionSize() > 0,
                () -> "needs pointing or an attention, and model.pointing is false and model.fixed_attention none");
        rules.forbid(
                "model.glimpses",
                List.of("model.pointing"),
                () -> !model.pointing() && model.glimpses() > 0,
                () -> "needs model.pointing: true; remove the key");
        rules.forbid(
                "model.fixed_attention",
                List.of("model.pointing"),
                () -> model.pointing() && model.fixedAttention() != PointerNetworkConfig.FixedAttention.NONE,
                () -> "needs model.pointing: false; a decoder that points attends by pointing");
    }

    private void layers() {
        PointerEncoderConfig encoder = model.encoder();
        PointerDecoderConfig decoder = model.decoder();
        RecurrentChecks.bridge(model.bridge(), encoder, decoder, rules);
        RecurrentChecks.variationalDropout("model.encoder", encoder, rules);
        RecurrentChecks.variationalDropout("model.decoder", decoder, rules);
        RecurrentChecks.kernel(config.backend(), List.of("model.encoder", "model.decoder"), rules, encoder, decoder);
    }

    private void decoding() {
        DecodingConfig decoding = config.decoding();
        SearchChecks.run(decoding, rules);
        rules.forbid(
                "decoding.min_length",
                List.of("decoding.constraint"),
                () -> decoding.minLength() > 0
                        && decoding.constraint() != DecodingConfig.Constraint.NONE
                        && decoding.constraint() != DecodingConfig.Constraint.DISTINCT,
                () -> "decoding.constraint: " + SchemaKey.constantName(decoding.constraint())
                        + " says itself when an output may end; remove the key");
    }

    private void labelSmoothing() {
        rules.forbid(
                "training.label_smoothing",
                List.of("model.type"),
                () -> config.training().labelSmoothing() > 0,
                () -> "is for vocabularies; a pointer network has none, expected 0");
    }
}
