package org.seq4j.data.pointing.metric;

import java.util.Arrays;
import java.util.List;
import org.seq4j.data.pointing.PointingExample;

/** What the measures ask of outputs. */
final class Outputs {
    private Outputs() {}

    static void check(List<PointingExample> examples, List<int[]> outputs) {
        if (examples.isEmpty() || examples.size() != outputs.size()) {
            throw new IllegalArgumentException("Scores need at least one example and as many outputs, not "
                    + examples.size() + " and " + outputs.size());
        }
    }

    /** Whether the output closes a ring: the first position comes again at the end, after another one. */
    static boolean closed(int[] output) {
        return output.length > 2 && output[0] == output[output.length - 1];
    }

    /** A closed ring without its end. */
    static int[] open(int[] ring) {
        return Arrays.copyOf(ring, ring.length - 1);
    }

    /** Whether the output has every position 1..size once. */
    static boolean permutation(int[] output, int size) {
        boolean[] seen = new boolean[size + 1];
        for (int position : output) {
            if (position < 1 || position > size || seen[position]) {
                return false;
            }
            seen[position] = true;
        }
        return output.length == size;
    }
}
