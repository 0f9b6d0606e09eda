package org.seq4j.data.series;

import java.util.List;
import org.seq4j.data.text.Place;

/**
 * A series of numbers, all of them finite. The arrays are not copied and must not change.
 *
 * @param values feature f of step t at {@code t * F + f}; at least one step
 * @param features F, at least 1
 * @param labels the labels of the whole series: none, one, or with several labels to an example any number
 * @param targets the numbers to predict: K of the whole series, or K of each step, target k of step t at {@code t * K +
 *     k}; none where there are none
 * @param perStep whether there are targets at each step
 * @param place where the series starts
 */
public record Series(float[] values, int features, List<String> labels, float[] targets, boolean perStep, Place place) {
    /** @throws IllegalArgumentException where the arrays do not hold whole steps */
    public Series {
        labels = List.copyOf(labels);
        if (features < 1 || values.length == 0 || values.length % features != 0) {
            throw new IllegalArgumentException("A series needs one step or more of F >= 1 numbers, not " + values.length
                    + " numbers with F = " + features);
        }
        if (perStep && (targets.length == 0 || targets.length % (values.length / features) != 0)) {
            throw new IllegalArgumentException("A series of " + values.length / features
                    + " steps with targets at each step has K targets for each, not " + targets.length);
        }
    }

    /** A series without labels and targets. */
    public static Series of(float[] values, int features, Place place) {
        return new Series(values, features, List.of(), new float[0], false, place);
    }

    /** T. */
    public int size() {
        return values.length / features;
    }

    /** K, 0 without targets. */
    public int targetFeatures() {
        return perStep ? targets.length / size() : targets.length;
    }

    /** The same series with other values of as many steps. */
    public Series withValues(float[] others) {
        return new Series(others, others.length / size(), labels, targets, perStep, place);
    }

    /** The same series with other targets. */
    public Series withTargets(float[] others, boolean atEachStep) {
        return new Series(values, features, labels, others, atEachStep, place);
    }
}
