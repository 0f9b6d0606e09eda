package org.seq4j.experiments.evaluation.series;

import org.jspecify.annotations.Nullable;
import org.seq4j.data.series.Normalization;
import org.seq4j.models.search.Forecaster;
import org.seq4j.models.search.SequenceState;
import org.seq4j.models.search.SequenceStepper;

/**
 * A trained model that reads a series a step at a time: values in, a prediction out at once, in the data's own units. A step costs one step, and of a forecast its horizon. Not for
 * several threads.
 */
public final class SeriesStream {
    private final SeriesCodec codec;
    private final SequenceStepper stepper;
    private final @Nullable Forecaster forecaster; // null: the model reads the step that it predicts of
    private final int horizon;
    private SequenceState state;
    private SequenceStepper.@Nullable Next next;

    /**
     * A stream at the start of a series.
     *
     * @param predictor the model
     * @param horizon steps that are predicted at each, by a model of the next step; others ignore it
     * @throws IllegalArgumentException if the model needs the whole series; the message says why
     */
    public SeriesStream(SeriesPredictor predictor, int horizon) {
        this.codec = predictor.codec();
        if (codec.values().kind() == Normalization.Kind.PER_SERIES) {
            throw new IllegalArgumentException(
                    "Expected values that can be normalised one by one, found per_series, which needs the whole series.");
        }
        this.stepper = predictor.stepper();
        this.forecaster = codec.kind().readsStepBefore() ? predictor.forecaster() : null;
        this.horizon = horizon;
        this.state = stepper.start(1);
    }

    /** A new series begins. */
    public void restart() {
        state = stepper.start(1);
        next = null;
    }

    /**
     * The prediction after one more step: of classes their probabilities so far [L], numbers [K], or of a forecast the steps after this one [horizon * F].
     *
     * @param values [F]
     */
    public float[] read(float[] values) {
        float[] x = codec.values().apply(values);
        if (forecaster == null) {
            SequenceStepper.Next now = stepper.step(state, x);
            state = now.state();
            return codec.labels() == null ? codec.predicted().invert(now.output()) : now.output();
        }
        next = forecaster.read(next == null ? forecaster.start(1) : next, x);
        return codec.predicted().invert(forecaster.roll(next, horizon));
    }
}
