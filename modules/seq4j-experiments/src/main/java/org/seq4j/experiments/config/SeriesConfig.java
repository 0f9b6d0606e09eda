package org.seq4j.experiments.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Series of numbers: where their parts stand, how they are normalised, and what is predicted of them.
 *
 * @param values where the values stand
 * @param group column whose equal texts make a series
 * @param label where the label stands
 * @param targets where the numbers to predict stand
 * @param separator what stands between fields
 * @param variables variables of a MATLAB file
 * @param missing what becomes of missing values
 * @param normalize how values are brought to like size
 * @param normalizeTargets the same of targets
 * @param goal what a regressor predicts
 * @param windows the windows of a forecast
 */
public record SeriesConfig(
        @Key(
                description =
                        "Where the values stand. csv: the columns, by name or number from 0; absent: all that are nothing else. jsonl: one field with an array of steps, each a number or an array of numbers; absent: values. A classifier with data.format: jsonl reads series where this is given, else sentences.",
                onlyIf = "/data.format=csv|jsonl")
        @Nullable
        List<String> values,

        @Key(
                description =
                        "Column whose equal texts make a series, in the order of the rows. Absent: a file is one series.",
                onlyIf = "/data.format=csv")
        @Nullable
        String group,

        @Key(
                description =
                        "Where the label of a series stands: csv, the column, the same in all rows of a series; jsonl, the field, with model.multi_label an array of texts. Absent: label.",
                onlyIf = {"/model.type=classifier", "/data.format=csv|jsonl"})
        @Nullable
        String label,

        @Key(
                description =
                        "Where the numbers to predict stand, with goal target: csv, the columns; jsonl, one field. Without model.per_step those of the last row count, or the field is a number or an array of numbers. Absent: target.",
                onlyIf = {"/model.type=regressor", "/data.format=csv|jsonl", "goal=target"})
        @Nullable
        List<String> targets,

        @Key(
                description = "The character between the fields of a table, or tab.",
                defaultValue = "\",\"",
                onlyIf = "/data.format=csv")
        String separator,

        @Key(
                description =
                        "The variables of a MATLAB 5 file, each a cell array of matrices of T rows (steps) and F columns.",
                onlyIf = "/data.format=matlab")
        VariablesConfig variables,

        @Key(
                description =
                        "What becomes of a missing value (NaN, ?, an empty field, null): error, it is a fault; zero; interpolate, it lies on the line between the values before and after.",
                defaultValue = "error")
        Missing missing,

        @Key(
                description =
                        "How values are brought to like size: none; standard, mean 0 and standard deviation 1 of each feature over the training data; min_max, from 0 to 1 in the training data; per_series, mean 0 and standard deviation 1 of each feature over each series. It is saved with the model, and undone in predicted values.",
                defaultValue = "none")
        Normalize normalize,

        @Key(
                description =
                        "How the numbers to predict are brought to like size for training: none, standard or min_max. Metrics and predictions are in the data's own units.",
                defaultValue = "none",
                onlyIf = {"/model.type=regressor", "goal=target"})
        NormalizeTargets normalizeTargets,

        @Key(
                description =
                        "What a regressor predicts: target, numbers that stand in the data; next_step, the values of each step from those before it; forecast, the values of many steps from those of a window before them.",
                defaultValue = "target",
                onlyIf = "/model.type=regressor")
        Goal goal,

        @Key(
                description = "The windows of a forecast.",
                onlyIf = {"/model.type=regressor", "goal=forecast"})
        WindowsConfig windows) {

    /** Keeps copies of the lists. */
    public SeriesConfig {
        values = values == null ? null : List.copyOf(values);
        targets = targets == null ? null : List.copyOf(targets);
    }

    /** Whether a forecast reads its own predictions. */
    boolean isAutoregressive() {
        return goal == Goal.FORECAST && windows.method() == WindowsConfig.Method.AUTOREGRESSIVE;
    }

    /** What becomes of a missing value. */
    public enum Missing {
        /** It is a fault. */
        ERROR,
        /** It is 0. */
        ZERO,
        /** It lies between its neighbours. */
        INTERPOLATE
    }

    /** How values are normalised. */
    public enum Normalize {
        /** Not at all. */
        NONE,
        /** Mean 0 and standard deviation 1 over the training data. */
        STANDARD,
        /** From 0 to 1 in the training data. */
        MIN_MAX,
        /** Mean 0 and standard deviation 1 over each series. */
        PER_SERIES
    }

    /** How targets are normalised. */
    public enum NormalizeTargets {
        /** Not at all. */
        NONE,
        /** Mean 0 and standard deviation 1 over the training data. */
        STANDARD,
        /** From 0 to 1 in the training data. */
        MIN_MAX
    }

    /** What a regressor predicts. */
    public enum Goal {
        /** Numbers that stand in the data. */
        TARGET,
        /** The values of each step. */
        NEXT_STEP,
        /** The values of many steps. */
        FORECAST
    }
}
