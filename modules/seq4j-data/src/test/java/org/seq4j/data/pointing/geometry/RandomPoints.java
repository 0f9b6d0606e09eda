package org.seq4j.data.pointing.geometry;

import java.util.SplittableRandom;

/** Points for tests: on small grids, full of equal, collinear and cocircular ones, or spread out. */
final class RandomPoints {
    private RandomPoints() {}

    /** Whole coordinates 0..side-1. */
    static Points grid(SplittableRandom random, int size, int side) {
        double[] xy = new double[2 * size];
        for (int i = 0; i < xy.length; i++) {
            xy[i] = random.nextInt(side);
        }
        return Points.of(xy);
    }

    /** Floats in [0, 1). */
    static Points uniform(SplittableRandom random, int size) {
        float[] xy = new float[2 * size];
        for (int i = 0; i < xy.length; i++) {
            xy[i] = (float) random.nextInt(1 << 24) / (1 << 24);
        }
        return Points.of(xy);
    }

    /** A grid of 2 to 5 points a side, or uniform ones. */
    static Points any(SplittableRandom random, int size) {
        return random.nextInt(4) == 0 ? uniform(random, size) : grid(random, size, 2 + random.nextInt(4));
    }
}
