package org.seq4j.experiments.evaluation.picture;

import java.util.LinkedHashSet;
import java.util.Set;

/** A line between two positions, the smaller one first. */
record Edge(int from, int to) {
    Edge {
        if (from > to) {
            throw new IllegalArgumentException("The smaller position comes first.");
        }
    }

    static Edge of(int one, int other) {
        return new Edge(Math.min(one, other), Math.max(one, other));
    }

    /** The lines of a figure. */
    static Set<Edge> of(PointPicture.Figure figure, int[] positions) {
        Set<Edge> edges = new LinkedHashSet<>();
        if (figure != PointPicture.Figure.TRIANGLES) {
            for (int i = 1; i < positions.length; i++) {
                edges.add(of(positions[i - 1], positions[i]));
            }
            return edges;
        }
        for (int i = 0; i + 2 < positions.length; i += 3) {
            edges.add(of(positions[i], positions[i + 1]));
            edges.add(of(positions[i + 1], positions[i + 2]));
            edges.add(of(positions[i], positions[i + 2]));
        }
        return edges;
    }
}
