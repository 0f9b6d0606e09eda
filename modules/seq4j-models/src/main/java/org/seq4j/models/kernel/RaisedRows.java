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

    /** For fewer arrays it does not pay to repeat a query as often as one has rows; then each row has its own. */
    private static final int LEAST_BLOCKS = 4;

    private final int width;
    private final int half;
    private final int perBlock;
    private final int rows;
    private final float[][] low; // [block][perBlock * half]
    private final float[][] high;
    private HostRow @Nullable [] large; // as they are, those that are too large to be raised
    private volatile HostRow @Nullable [] plain; // as they are, all, once a query is too large to be raised

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
        int most = mostInBlock(half);
        perBlock = rows < LEAST_BLOCKS * most ? 1 : most;
        int blocks = (rows + perBlock - 1) / perBlock;
        low = new float[blocks][perBlock * half];
        high = new float[blocks][perBlock * half];
    }

    private static int mostInBlock(int half) {
        return Math.max(1, LENGTH / half);
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

    /** The vector v of a score, for several threads. */
    public static final class Score {
        private final HostRow v;
        private final float sum;
        private final float[] low; // as often as a block has rows
        private final float[] high;

        /** @param v as wide as all keys; not to be changed any more */
        public Score(HostRow v) {
            this.v = v;
            sum = v.sum();
            int half = (v.width() + 1) / 2;
            low = new float[mostInBlock(half) * half];
            high = new float[low.length];
            tile(v, half, 0, low.length, low, high);
        }
    }

    private static void tile(HostRow row, int half, int from, int to, float[] low, float[] high) {
        for (int at = from; at < to; at += half) {
            row.store(low, high, at);
        }
    }

    /** A query, and the memory that its scores need; for one thread. */
    public static final class Query {
        private final Score score;
        private final HostRow values;
        private final HostRow raised;
        private final HostRow key;
        private final HostRow none;
        private float[] low = {}; // the raised query, as often as the rows of a block have asked for
        private float[] high = {};
        private float[] work = {};
        private int tiled;
        private boolean isRaised;

        public Query(Score score) {
            this.score = score;
            int width = score.v.width();
            values = new HostRow(width);
            raised = new HostRow(width);
            key = new HostRow(width);
            none = new HostRow(width);
        }

        /** Takes the numbers of an array from {@code at} on. */
        public void load(float[] from, int at) {
            values.load(from, at);
            isRaised = raised.raise(values);
            tiled = 0;
        }

        private void tileTo(int length, int half) {
            if (low.length < length) {
                low = new float[length];
                high = new float[length];
                work = new float[length];
                tiled = 0;
            }
            if (tiled < length) {
                tile(raised, half, tiled, length, low, high);
                tiled = length;
            }
        }

        private float plain(HostRow other) {
            key.tanh(values, other, 0, none);
            return score.v.dot(key, raised.work());
        }
    }

    /**
     * {@code sum_j v_j tanh(q_j + k_j)} of a query and every row.
     *
     * @param out at least as many places as there are rows
     */
    public void tanhSums(Query query, float[] out) {
        if (query.isRaised) {
            query.tileTo(Math.min(perBlock, rows) * half, half);
            for (int block = 0; block < low.length; block++) {
                tanhSums(query, block, out);
            }
        }
        HostRow[] others = query.isRaised ? large : plain();
        for (int row = 0; others != null && row < rows; row++) {
            if (others[row] != null) {
                out[row] = query.plain(others[row]);
            }
        }
    }

    private void tanhSums(Query query, int block, float[] out) {
        int first = block * perBlock;
        int count = Math.min(perBlock, rows - first);
        Score score = query.score;
        HostRow.quotients(
                score.low, query.low, low[block], score.high, query.high, high[block], query.work, count * half);
        for (int i = 0; i < count; i++) {
            out[first + i] = score.sum - 2 * HostRow.sum(query.work, i * half, (i + 1) * half);
        }
    }

    /** Large queries come seldom, but then often one after the other. */
    private HostRow[] plain() {
        HostRow[] found = plain;
        if (found == null) {
            found = new HostRow[rows];
            for (int row = 0; row < rows; row++) {
                HostRow own = large == null ? null : large[row];
                found[row] = own == null ? lowered(row) : own;
            }
            plain = found;
        }
        return found;
    }

    private HostRow lowered(int row) {
        HostRow values = new HostRow(width);
        values.lower(low[row / perBlock], high[row / perBlock], row % perBlock * half);
        return values;
    }
}
