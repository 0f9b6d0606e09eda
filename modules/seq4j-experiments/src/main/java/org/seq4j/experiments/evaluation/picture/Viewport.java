package org.seq4j.experiments.evaluation.picture;

import org.seq4j.experiments.evaluation.picture.Shape.Spot;

/** Where elements are in a picture. Both axes have one scale, unless one of them is the position. */
final class Viewport {
    private final PointPicture picture;
    private final double left;
    private final double bottom;
    private final double[] least = new double[2];
    private final double[] scale = new double[2];

    /**
     * @param left of the area
     * @param top of the area
     * @param side of the area, a square
     */
    Viewport(PointPicture picture, double left, double top, double side) {
        this.picture = picture;
        double[] extent = new double[2];
        for (int axis = 0; axis < 2; axis++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int position = 1; position <= picture.size(); position++) {
                low = Math.min(low, value(position, axis));
                high = Math.max(high, value(position, axis));
            }
            boolean position = picture.features() == 1 && axis == 0;
            boolean unit = low >= 0 && high <= 1 && high > 0.3 && !position; // the usual square, for all pictures alike
            least[axis] = unit ? 0 : low;
            extent[axis] = unit ? 1 : Math.max(high - low, 1e-9);
        }
        double both = Math.max(extent[0], extent[1]);
        double[] margin = new double[2];
        for (int axis = 0; axis < 2; axis++) {
            double range = picture.features() == 1 ? extent[axis] : both;
            scale[axis] = side / range;
            margin[axis] = (side - extent[axis] * scale[axis]) / 2;
        }
        this.left = left + margin[0];
        this.bottom = top + side - margin[1];
    }

    private double value(int position, int axis) {
        if (picture.features() == 1) {
            return axis == 0 ? position : picture.vectors()[position - 1];
        }
        return picture.vectors()[2 * (position - 1) + axis];
    }

    Spot spot(int position) {
        return new Spot(
                left + (value(position, 0) - least[0]) * scale[0], bottom - (value(position, 1) - least[1]) * scale[1]);
    }
}
