package org.seq4j.models.attention;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which positions of a source are real. */
final class Positions {
    private Positions() {}

    /**
     * The numbers of an example's real positions, rising.
     *
     * @param mask row-major {@code [B, S]}, 1 = real; null: all real
     * @param example its row
     * @param time S
     */
    static int[] real(float @Nullable [] mask, int example, int time) {
        int[] result = new int[time];
        int n = 0;
        for (int s = 0; s < time; s++) {
            if (mask == null || mask[example * time + s] != 0) {
                result[n++] = s;
            }
        }
        return n == time ? result : Arrays.copyOf(result, n);
    }
}
