package org.seq4j.experiments.evaluation.picture;

import java.awt.Color;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a picture, in points of 1/72 inch from its upper left corner. */
public sealed interface Shape {
    /** A place. */
    record Spot(double x, double y) {}

    /**
     * Straight lines from spot to spot.
     *
     * @param spots at least two
     * @param closed whether the last is joined to the first
     * @param stroke the lines' colour; null: none
     * @param width the lines' width
     * @param fill the colour inside; null: none
     */
    record Path(
            List<Spot> spots,
            boolean closed,
            @Nullable Color stroke,
            double width,
            @Nullable Color fill) implements Shape {}

    /** A disc with an edge. */
    record Disc(Spot centre, double radius, Color fill, Color edge) implements Shape {}

    /**
     * Words.
     *
     * @param spot their base line's beginning, middle or end
     * @param anchor which of these
     * @param size of the font
     * @param bold whether it is bold
     */
    record Words(String text, Spot spot, Anchor anchor, double size, boolean bold, Color colour) implements Shape {}

    /** What of a line of words is at its spot. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }
}
