package org.seq4j.models.search;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Forecasts many steps of series by a model of the next step, whose predictions are fed back. The model reads zeros first and then the values: its input at step t is
 * {@code x(t-1)}, its output is its prediction of {@code x(t)}. Immutable, safe for several threads.
 */
public final class Forecaster {
    private final SequenceStepper stepper;
    private final UnaryOperator<float[]> feedback;

    /**
     * A forecaster.
     *
     * @param stepper a model of vectors with as many outputs as inputs
     * @param feedback what is read of predicted steps, numbers to as many numbers: themselves, or of bits' probabilities bits; may change its argument
     * @throws IllegalArgumentException if the model has another number of outputs than of inputs
     */
    public Forecaster(SequenceStepper stepper, UnaryOperator<float[]> feedback) {
        if (stepper.features() != stepper.outputSize()) {
            throw new IllegalArgumentException("Expected a model of the next step, with as many outputs as features,"
                    + " found " + stepper.features() + " features and " + stepper.outputSize() + " outputs.");
        }
        this.stepper = stepper;
        this.feedback = feedback;
    }

    /**
     * The prediction of the first step, before any is known.
     *
     * @param batch B, at least 1
     */
    public SequenceStepper.Next start(int batch) {
        return stepper.step(stepper.start(batch), new float[batch * stepper.features()]);
    }

    /**
     * The prediction of the step after this one.
     *
     * @param before the prediction of this one
     * @param x what it is, [B, F]
     */
    public SequenceStepper.Next read(SequenceStepper.Next before, float[] x) {
        return stepper.step(before.state(), x);
    }

    /**
     * Many steps from a prediction on, each read before the one after it is predicted.
     *
     * @param next the prediction of the first of them
     * @param horizon how many, at least 1
     * @return [horizon, B, F]: what the model put out
     */
    public float[] roll(SequenceStepper.Next next, int horizon) {
        int size = next.output().length;
        float[] forecast = new float[horizon * size];
        SequenceStepper.Next now = next;
        for (int h = 0; h < horizon; h++) {
            System.arraycopy(now.output(), 0, forecast, h * size, size);
            if (h < horizon - 1) {
                now = read(now, feedback.apply(now.output().clone()));
            }
        }
        return forecast;
    }

    /**
     * Predictions of the steps after each series. The whole costs as many steps of the model as the longest series has, and the horizon.
     *
     * @param series B series, each [T * F], step after step; of different lengths, also 0
     * @param horizon how many steps, at least 1
     * @return for each series [horizon * F]: what the model put out
     */
    public float[][] forecast(float[][] series, int horizon) {
        int features = stepper.features();
        if (horizon < 1) {
            throw new IllegalArgumentException("Expected a horizon of at least 1, found " + horizon + '.');
        }
        float[][] forecasts = new float[series.length][horizon * features];
        int longest = Arrays.stream(series)
                .mapToInt(one -> one.length / features)
                .max()
                .orElse(0);
        float[] read = new float[series.length * features]; // zeros before the first step
        if (series.length == 0) {
            return forecasts;
        }
        SequenceState state = stepper.start(series.length);
        for (int t = 0; t < longest + horizon; t++) {
            SequenceStepper.Next next = stepper.step(state, read);
            state = next.state();
            for (int b = 0; b < series.length; b++) {
                int ahead = t - series[b].length / features; // steps after the first that is predicted
                float[] step;
                if (ahead < 0) {
                    step = Arrays.copyOfRange(series[b], t * features, (t + 1) * features);
                } else {
                    step = Arrays.copyOfRange(next.output(), b * features, (b + 1) * features);
                    if (ahead < horizon) {
                        System.arraycopy(step, 0, forecasts[b], ahead * features, features);
                    }
                    step = feedback.apply(step);
                }
                System.arraycopy(step, 0, read, b * features, features);
            }
        }
        return forecasts;
    }
}
