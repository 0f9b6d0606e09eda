package org.seq4j.data.series;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How series stand in files. Texts are UTF-8. */
public sealed interface SeriesLayout extends Serializable {
    /** The same layout, read for its values only: what a prediction starts from. */
    SeriesLayout unlabelled();

    /**
     * The text format of the UCR, UEA and sktime archives ({@code .ts}): comments, a header of {@code @} tags, after
     * {@code @data} a series a line, channels between colons, values between commas, and at the end the class label
     * ({@code @classLabel true}) or a number to predict ({@code @targetLabel true}). Lengths may differ from line to line.
     * Time stamps are not read.
     *
     * @param labelled false where labels and targets are passed over
     */
    record Ts(boolean labelled) implements SeriesLayout {
        public Ts() {
            this(true);
        }

        @Override
        public Ts unlabelled() {
            return new Ts(false);
        }
    }

    /**
     * A step a row of a table; DataVec's parser reads it, without line breaks inside quotes. Columns are named as in the
     * header, or by their numbers from 0.
     *
     * @param group the column whose equal texts make a series, in the order of the rows; null where a file is one series
     * @param values the columns of the values; empty for all that are nothing else
     * @param label the column of the label, the same in all rows of a series; null for none
     * @param targets the columns of the numbers to predict; empty for none
     * @param perStep whether each step has its targets; else those of the last step count
     * @param separator what stands between fields
     * @param header whether the first row names the columns
     */
    record Csv(
            @Nullable String group,
            List<String> values,
            @Nullable String label,
            List<String> targets,
            boolean perStep,
            char separator,
            boolean header)
            implements SeriesLayout {
        public Csv {
            values = List.copyOf(values);
            targets = List.copyOf(targets);
        }

        /** A table with a header: one series for each group, a label, all other columns values. */
        public static Csv grouped(String group, String label) {
            return new Csv(group, List.of(), label, List.of(), false, ',', true);
        }

        /**
         * {@inheritDoc} Where the columns of values are not named, the label and the targets have to stand in the table
         * all the same, so that they are not taken for values.
         */
        @Override
        public Csv unlabelled() {
            return values.isEmpty() ? this : new Csv(group, values, null, List.of(), false, separator, header);
        }
    }

    /**
     * A JSON object a line.
     *
     * @param values the field of the values: an array of steps, each an array of F numbers or with F = 1 a number
     * @param labels the field of the label, a text, or with several labels an array of texts; null for none
     * @param targets the field of the targets: a number, or an array of K numbers; at each step, an array of as many
     *     steps; null for none
     * @param perStep whether each step has its targets
     */
    record JsonLines(
            String values,
            @Nullable String labels,
            @Nullable String targets,
            boolean perStep) implements SeriesLayout {
        @Override
        public JsonLines unlabelled() {
            return new JsonLines(values, null, null, false);
        }
    }

    /**
     * A variable of a MATLAB 5 file: a cell array of matrices of T rows and F columns, such as the piano rolls of
     * Boulanger-Lewandowski et al. 2012 with {@code traindata}, {@code validdata} and {@code testdata}.
     *
     * @param variable its name
     */
    record Matlab(String variable) implements SeriesLayout {
        @Override
        public Matlab unlabelled() {
            return this;
        }
    }
}
