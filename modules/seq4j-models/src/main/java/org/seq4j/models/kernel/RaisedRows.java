package org.seq4j.models.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keys of additive scores, kept as {@code e^(2k)} (see {@link HostRow#raise}), some in one array: a query meets its keys one after the other, and in short arrays of
 * their own most of that time would go into waiting for memory.
 *
 * <p>Like {@link HostRow}, an array holds one half of each of its rows. Several threads may set rows, each its own; once all are set, several may read.
 */
public final class RaisedRows {
    /** Length of an array: several such fit into the first-level cache. */
    private static final int LENGTH = 1024;

    private final int width;
    private final int half;
    private final int perBlock;
    private final int rows;
    private final float[][] low; // [block][perBlock * half]
    private final float[][] high;
    private HostRow @Nullable [] large; // as they are, those that are too large to be raised

    /**
     * Room for rows.
     *
     * @param rows how many
     * @param width the length of each, at least 1
     */
    public RaisedRows(int rows, int width) {
        this.width = width;
        this.rows = rows;
        half = (width + 1) / 2;
        perBlock = Math.max(1, LENGTH / half);
        int blocks = (rows + perBlock - 1) / perBlock;
        low = new float[blocks][perBlock * half];
        high = new float[blocks][perBlock * half];
    }

    public int rows() {
        return rows;
    }

    /**
     * Sets a row from the {@code width} numbers of an array from {@code at} on.
     *
     * @param values is overwritten, of this width
     * @param raised is overwritten, of this width
     */
    public void put(int row, float[] from, int at, HostRow values, HostRow raised) {
        values.load(from, at);
        if (raised.raise(values)) {
            raised.store(low[row / perBlock], high[row / perBlock], row % perBlock * half);
            return;
        }
        putLarge(row, HostRow.of(Arrays.copyOfRange(from, at, at + width)));
    }

    private synchronized void putLarge(int row, HostRow values) {
        HostRow[] all = large == null ? new HostRow[rows] : large;
        all[row] = values;
        large = all;
    }

    /** A query, and the memory that its scores need; for one thread. */
    public static final class Query {
        private final HostRow v;
        private final float sum;
        private final HostRow values;
        private final HostRow raised;
        private final HostRow key;
        private final HostRow none;
        private final float[] lowScore; // v, as often as a block has rows
        private final float[] highScore;
        private final float[] low; // the raised query, as often
        private final float[] high;
        private final float[] work;
        private boolean isRaised;

        /** @param v the vector of the score, which is the width of all keys */
        public Query(HostRow v) {
            this.v = v;
            sum = v.sum();
            int width = v.width();
            values = new HostRow(width);
            raised = new HostRow(width);
            key = new HostRow(width);
            none = new HostRow(width);
            RaisedRows one = new RaisedRows(1, width);
            lowScore = new float[one.low[0].length];
            highScore = new float[lowScore.length];
            low = new float[lowScore.length];
            high = new float[lowScore.length];
            work = new float[lowScore.length];
            tile(v, one.half, lowScore, highScore);
        }

        /** Takes the numbers of an array from {@code at} on. */
        public void load(float[] from, int at) {
            values.load(from, at);
            isRaised = raised.raise(values);
            if (isRaised) {
                tile(raised, (raised.width() + 1) / 2, low, high);
            }
        }

        private static void tile(HostRow row, int half, float[] low, float[] high) {
            for (int at = 0; at < low.length; at += half) {
                row.store(low, high, at);
            }
        }

        private float plain(HostRow other) {
            key.tanh(values, other, 0, none);
            return v.dot(key, raised.work());
        }
    }

    /**
     * {@code sum_j v_j tanh(q_j + k_j)} of a query and every row.
     *
     * @param out at least as many places as there are rows
     */
    public void tanhSums(Query query, float[] out) {
        if (query.isRaised) {
            for (int block = 0; block < low.length; block++) {
                tanhSums(query, block, out);
            }
        }
        HostRow[] plain = large;
        for (int row = 0; row < rows && (plain != null || !query.isRaised); row++) {
            HostRow own = plain == null ? null : plain[row];
            if (own != null) {
                out[row] = query.plain(own);
            } else if (!query.isRaised) {
                HostRow lowered = new HostRow(width);
                lowered.lower(low[row / perBlock], high[row / perBlock], row % perBlock * half);
                out[row] = query.plain(lowered);
            }
        }
    }

    private void tanhSums(Query query, int block, float[] out) {
        HostRow.quotients(query.lowScore, query.low, low[block], query.highScore, query.high, high[block], query.work);
        int first = block * perBlock;
        for (int i = 0; i < Math.min(perBlock, rows - first); i++) {
            out[first + i] = query.sum - 2 * HostRow.sum(query.work, i * half, (i + 1) * half);
        }
    }
}
