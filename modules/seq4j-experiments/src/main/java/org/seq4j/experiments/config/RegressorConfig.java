package org.seq4j.experiments.config;

import java.util.List;

/**
 * A regressor: an encoder over series, and numbers at each step or for the whole series.
 *
 * @param encoder what reads the series
 * @param perStep whether there are numbers at each step
 * @param readOut how the encoder's outputs become one vector
 * @param attentionSize width of the attention of a read-out
 * @param loss what predictions are compared by
 */
@Variant("regressor")
public record RegressorConfig(
        @Key(description = "What reads the series.") SequenceEncoderConfig encoder,

        @Key(
                description =
                        "Whether there are numbers to predict at each step, else for the whole series. With data.series.goal: next_step it must be true, with forecast it is decided by the method.",
                defaultValue = "true",
                onlyIf = "/data.series.goal=target|next_step")
        boolean perStep,

        @Key(
                description =
                        "How the encoder's outputs become one vector, where there is one prediction for the whole series: last, its last state, of both directions where there are two; mean, max or sum over time; attention, a mean whose weights are learnt (Yang et al. 2016).",
                defaultValue = "last")
        ReadOut readOut,

        @Key(
                description = "Width of the attention of the read-out; 0 = that of the encoder's output.",
                defaultValue = "0",
                min = 0,
                max = 65536,
                onlyIf = "read_out=attention")
        int attentionSize,

        @Key(
                description =
                        "What predictions are compared by: mse, the squared difference; mae, the absolute difference; bernoulli, the cross-entropy of independent bits, summed over those of a step, for data of 0 and 1 such as piano rolls.",
                defaultValue = "mse")
        Loss loss)
        implements ModelConfig {

    /** Whether the model has an output at each step. */
    boolean isPerStep(SeriesConfig series) {
        return switch (series.goal()) {
            case TARGET -> perStep;
            case NEXT_STEP -> true;
            case FORECAST -> series.isAutoregressive();
        };
    }

    /** What predictions are compared by. */
    public enum Loss {
        /** The mean squared difference. */
        MSE,
        /** The mean absolute difference. */
        MAE,
        /** The cross-entropy of bits. */
        BERNOULLI
    }

    @Override
    public Metric lossMetric() {
        return switch (loss) {
            case MSE -> Metric.MSE;
            case MAE -> Metric.MAE;
            case BERNOULLI -> Metric.FRAME_NLL;
        };
    }

    @Override
    public List<Metric> usualMetrics(DataConfig data) {
        if (loss != Loss.BERNOULLI) {
            return List.of(Metric.MSE, Metric.MAE, Metric.RMSE);
        }
        return data.series().goal() == SeriesConfig.Goal.NEXT_STEP
                ? List.of(Metric.FRAME_NLL, Metric.FRAME_NLL_FROM_SECOND)
                : List.of(Metric.FRAME_NLL);
    }
}
