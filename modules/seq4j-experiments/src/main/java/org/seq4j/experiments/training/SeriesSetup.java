package org.seq4j.experiments.training;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.series.Missing;
import org.seq4j.data.series.Normalization;
import org.seq4j.data.series.SeriesLayout;
import org.seq4j.data.series.Windows;
import org.seq4j.experiments.config.ClassifierConfig;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.RegressorConfig;
import org.seq4j.experiments.config.SeriesConfig;
import org.seq4j.experiments.config.VariablesConfig;
import org.seq4j.experiments.evaluation.series.SeriesCodec;

/** What an experiment file says of series, in the words of the data. */
final class SeriesSetup {
    private static final String USUAL_VALUES = "values";
    private static final String USUAL_LABEL = "label";
    private static final List<String> USUAL_TARGETS = List.of("target");

    private final DataConfig data;
    private final SeriesConfig series;
    private final @Nullable RegressorConfig regressor; // null: a classifier

    private SeriesSetup(DataConfig data, @Nullable RegressorConfig regressor) {
        this.data = data;
        this.series = data.series();
        this.regressor = regressor;
    }

    /** Of an experiment whose model reads series. */
    static SeriesSetup of(ExperimentConfig config) {
        if (config.model() instanceof RegressorConfig model) {
            return new SeriesSetup(config.data(), model);
        }
        if (config.model() instanceof ClassifierConfig) {
            return new SeriesSetup(config.data(), null);
        }
        throw new IllegalStateException("no series for " + config.model());
    }

    /** What is predicted. */
    SeriesCodec.Kind kind() {
        if (regressor == null) {
            return SeriesCodec.Kind.CLASSES;
        }
        return switch (series.goal()) {
            case TARGET -> regressor.perStep() ? SeriesCodec.Kind.TARGETS : SeriesCodec.Kind.TARGET;
            case NEXT_STEP -> SeriesCodec.Kind.NEXT_STEP;
            case FORECAST ->
                switch (series.windows().method()) {
                    case DIRECT -> SeriesCodec.Kind.DIRECT;
                    case AUTOREGRESSIVE -> SeriesCodec.Kind.AUTOREGRESSIVE;
                };
        };
    }

    /** Whether there is a prediction at each step. */
    boolean isPerStep() {
        return kind() == SeriesCodec.Kind.TARGETS || kind().readsStepBefore();
    }

    /** Whether the numbers to predict stand in the files. */
    boolean hasTargets() {
        return kind() == SeriesCodec.Kind.TARGET || kind() == SeriesCodec.Kind.TARGETS;
    }

    /** The windows of a forecast; null where there is none. */
    @Nullable
    Windows windows() {
        return kind() == SeriesCodec.Kind.DIRECT || kind() == SeriesCodec.Kind.AUTOREGRESSIVE
                ? new Windows(
                        series.windows().history(),
                        series.windows().horizon(),
                        series.windows().stride())
                : null;
    }

    boolean bits() {
        return regressor != null && regressor.loss() == RegressorConfig.Loss.BERNOULLI;
    }

    /** The codec of a trained model. */
    SeriesCodec restored(Map<String, String> texts) {
        Windows windows = windows();
        return SeriesCodec.restored(
                kind(),
                texts,
                windows == null ? 0 : windows.history(),
                windows == null ? 1 : windows.horizon(),
                bits());
    }

    /** How series stand in the files of a split. */
    SeriesLayout layout(Split split) {
        boolean labels = regressor == null;
        return switch (data.format()) {
            case TS -> new SeriesLayout.Ts(labels || hasTargets());
            case CSV ->
                new SeriesLayout.Csv(
                        series.group(),
                        Objects.requireNonNullElse(series.values(), List.of()),
                        labels ? label() : null,
                        hasTargets() ? targets() : List.of(),
                        kind() == SeriesCodec.Kind.TARGETS,
                        series.separator().equals("tab")
                                ? '\t'
                                : series.separator().charAt(0),
                        data.header());
            case JSONL ->
                new SeriesLayout.JsonLines(
                        series.values() == null ? USUAL_VALUES : series.values().get(0),
                        labels ? label() : null,
                        hasTargets() ? targets().get(0) : null,
                        kind() == SeriesCodec.Kind.TARGETS);
            case MATLAB -> new SeriesLayout.Matlab(variable(series.variables(), split));
            default -> throw new IllegalStateException(data.format() + " holds no series");
        };
    }

    private String label() {
        return Objects.requireNonNullElse(series.label(), USUAL_LABEL);
    }

    private List<String> targets() {
        return Objects.requireNonNullElse(series.targets(), USUAL_TARGETS);
    }

    private static String variable(VariablesConfig variables, Split split) {
        return switch (split) {
            case TRAIN -> variables.train();
            case DEV -> variables.dev();
            case TEST -> variables.test();
        };
    }

    Missing missing() {
        return switch (series.missing()) {
            case ERROR -> Missing.ERROR;
            case ZERO -> Missing.ZERO;
            case INTERPOLATE -> Missing.INTERPOLATE;
        };
    }

    Normalization.Kind normalize() {
        return switch (series.normalize()) {
            case NONE -> Normalization.Kind.NONE;
            case STANDARD -> Normalization.Kind.STANDARD;
            case MIN_MAX -> Normalization.Kind.MIN_MAX;
            case PER_SERIES -> Normalization.Kind.PER_SERIES;
        };
    }

    Normalization.Kind normalizeTargets() {
        return switch (series.normalizeTargets()) {
            case NONE -> Normalization.Kind.NONE;
            case STANDARD -> Normalization.Kind.STANDARD;
            case MIN_MAX -> Normalization.Kind.MIN_MAX;
        };
    }
}
