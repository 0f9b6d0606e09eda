package org.seq4j.experiments.evaluation.picture;

import java.util.ArrayList;
import java.util.List;
import org.seq4j.experiments.evaluation.picture.Shape.Spot;

/** Finds a place for the label of each point: around it, away from other points, lines and labels. */
final class LabelPlaces {
    private static final int DIRECTIONS = 16;

    private final List<Spot> points;
    private final List<List<Spot>> lines;
    private final double radius;
    private final double size;
    private final List<Spot> taken = new ArrayList<>();

    /**
     * @param points what has labels
     * @param lines pairs of spots
     * @param radius of a point
     * @param size of the font
     */
    LabelPlaces(List<Spot> points, List<List<Spot>> lines, double radius, double size) {
        this.points = points;
        this.lines = lines;
        this.radius = radius;
        this.size = size;
    }

    /**
     * The middle of the base line of a point's label.
     *
     * @param position which point, from 1
     * @param width of the label
     */
    Spot place(int position, double width) {
        Spot point = points.get(position - 1);
        Spot best = point;
        double bestClearance = Double.NEGATIVE_INFINITY;
        for (int ring = 0; ring < 2; ring++) {
            for (int direction = 0; direction < DIRECTIONS; direction++) {
                double angle = 2 * Math.PI * direction / DIRECTIONS;
                double across = radius + 5 + width / 2 + 6 * ring;
                double down = radius + 4 + size * 0.5 + 6 * ring;
                Spot middle = new Spot(point.x() + across * Math.cos(angle), point.y() - down * Math.sin(angle));
                double clearance = clearance(middle, position) - 4 * ring;
                if (clearance > bestClearance + 1e-9) {
                    bestClearance = clearance;
                    best = middle;
                }
            }
        }
        taken.add(best);
        return new Spot(best.x(), best.y() + size * 0.36);
    }

    /** How far the nearest thing is, up to what is far enough. */
    private double clearance(Spot middle, int position) {
        double enough = size * 1.3;
        double least = enough;
        for (int other = 1; other <= points.size(); other++) {
            if (other != position) {
                least = Math.min(least, distance(middle, points.get(other - 1)) - radius);
            }
        }
        for (List<Spot> line : lines) {
            least = Math.min(least, distance(middle, line.get(0), line.get(1)));
        }
        for (Spot label : taken) {
            least = Math.min(least, distance(middle, label) - size * 0.4);
        }
        return least;
    }

    private static double distance(Spot one, Spot other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }

    /** From a spot to a line between two spots. */
    private static double distance(Spot spot, Spot from, Spot to) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double square = dx * dx + dy * dy;
        double along = square == 0 ? 0 : ((spot.x() - from.x()) * dx + (spot.y() - from.y()) * dy) / square;
        double at = Math.max(0, Math.min(1, along));
        return distance(spot, new Spot(from.x() + at * dx, from.y() + at * dy));
    }
}
