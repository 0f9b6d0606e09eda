package org.seq4j.data.pointing.metric;

import java.util.List;
import org.seq4j.data.pointing.PointingExample;

/**
 * Scores of orders, such as sorted numbers. An output is valid where it has every position once.
 *
 * @param accuracy fraction of valid outputs whose elements come in the order of the target; equal elements may change
 *     places
 * @param validRate fraction of valid outputs
 */
public record OrderScores(double accuracy, double validRate) {
    /**
     * The scores of all outputs.
     *
     * @throws IllegalArgumentException where there are none, or not as many as examples
     */
    public static OrderScores of(List<PointingExample> examples, List<int[]> outputs) {
        Outputs.check(examples, outputs);
        int exact = 0;
        int valid = 0;
        for (int i = 0; i < examples.size(); i++) {
            exact += exact(examples.get(i), outputs.get(i)) ? 1 : 0;
            valid += valid(examples.get(i), outputs.get(i)) ? 1 : 0;
        }
        double count = examples.size();
        return new OrderScores(exact / count, valid / count);
    }

    /** Whether an output has every position once. */
    public static boolean valid(PointingExample example, int[] output) {
        return Outputs.permutation(output, example.size());
    }

    /** Whether a valid output has, place by place, elements equal to those of the target. */
    public static boolean exact(PointingExample example, int[] output) {
        int[] target = example.target();
        if (!valid(example, output) || output.length != target.length) {
            return false;
        }
        for (int i = 0; i < output.length; i++) {
            for (int f = 0; f < example.features(); f++) {
                if (example.value(output[i], f) != example.value(target[i], f)) {
                    return false;
                }
            }
        }
        return true;
    }
}
