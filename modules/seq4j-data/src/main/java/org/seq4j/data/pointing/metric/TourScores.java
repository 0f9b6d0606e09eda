package org.seq4j.data.pointing.metric;

import java.util.List;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.data.pointing.geometry.Tour;

/**
 * Scores of round trips. An output is valid where it visits every position once and then closes: the first position
 * again at the end. Lengths include the closing edge and are means over the valid outputs, NaN where there are none.
 *
 * @param validRate fraction of valid outputs
 * @param length mean length of the valid outputs
 * @param ratio their mean length over that of their targets: the ratio to optimal where the targets are optimal, else to
 *     what made them
 */
public record TourScores(double validRate, double length, double ratio) {
    /**
     * The scores of all outputs.
     *
     * @throws IllegalArgumentException where there are none, or not as many as examples
     */
    public static TourScores of(List<PointingExample> examples, List<int[]> outputs) {
        Outputs.check(examples, outputs);
        int valid = 0;
        double length = 0;
        double target = 0;
        for (int i = 0; i < examples.size(); i++) {
            PointingExample example = examples.get(i);
            if (valid(example, outputs.get(i))) {
                valid++;
                length += length(example, outputs.get(i));
                target += length(example, example.target());
            }
        }
        return new TourScores((double) valid / examples.size(), length / valid, length / target);
    }

    /** Whether an output visits every position once and then closes. */
    public static boolean valid(PointingExample example, int[] output) {
        return Outputs.closed(output) && Outputs.permutation(Outputs.open(output), example.size());
    }

    /** The length of a valid output. */
    public static double length(PointingExample example, int[] output) {
        return Tour.length(example.points(), Outputs.open(output));
    }
}
