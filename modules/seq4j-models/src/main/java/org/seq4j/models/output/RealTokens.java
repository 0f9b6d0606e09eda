package org.seq4j.models.output;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TimeOrder;

/**
 * The target tokens of a batch that count.
 *
 * @param labels their ids, [N]
 * @param rows their rows in a time-major matrix [T * B, F]; null: all, in order
 * @param places for each row of [T * B] its place among the N, or N where it does not count; null: all, in order
 */
record RealTokens(int[] labels, int @Nullable [] rows, int @Nullable [] places) {
    /**
     * Picks the tokens.
     *
     * @param labels ids [B, T] (or [B, 1, T])
     * @param mask [B, T], 1 = counts; null: all count
     * @throws IllegalArgumentException if a shape does not fit or an id is not of the vocabulary
     */
    static RealTokens of(INDArray labels, @Nullable INDArray mask, int batch, int time, int vocabulary, String layer) {
        INDArray ids = TimeMajor.idMatrix(labels);
        if (ids.rank() != 2 || ids.size(0) != batch || ids.size(1) != time) {
            throw new IllegalArgumentException(
                    "the output layer '" + layer + "' expects integer labels of shape [batch, time] = [" + batch + ", "
                            + time + "], found " + Arrays.toString(labels.shape()));
        }
        int[] all = TimeMajor.ids(ids); // [T * B]
        float[] counts = mask == null ? null : maskValues(mask, batch, time, layer);
        int[] kept = new int[all.length];
        int[] rows = new int[all.length];
        int[] places = new int[all.length];
        int n = 0;
        for (int i = 0; i < all.length; i++) {
            boolean counted = counts == null || counts[(i % batch) * time + i / batch] != 0;
            if (counted) {
                if (all[i] < 0 || all[i] >= vocabulary) {
                    throw new IllegalArgumentException("the output layer '" + layer + "' knows ids from 0 to "
                            + (vocabulary - 1) + ", found the label " + all[i] + " in example " + i % batch
                            + " at step " + i / batch);
                }
                kept[n] = all[i];
                rows[n] = i;
                places[i] = n++;
            } else {
                places[i] = -1;
            }
        }
        if (n == all.length) {
            return new RealTokens(all, null, null);
        }
        for (int i = 0; i < places.length; i++) {
            places[i] = places[i] < 0 ? n : places[i];
        }
        return new RealTokens(Arrays.copyOf(kept, n), Arrays.copyOf(rows, n), places);
    }

    private static float[] maskValues(INDArray mask, int batch, int time, String layer) {
        if (mask.rank() != 2 || mask.size(0) != batch || mask.size(1) != time) {
            throw new IllegalArgumentException(
                    "the output layer '" + layer + "' expects a mask of shape [batch, time] = [" + batch + ", " + time
                            + "], found " + Arrays.toString(mask.shape()));
        }
        return TimeOrder.values(mask);
    }

    /** N. */
    int count() {
        return labels.length;
    }
}
