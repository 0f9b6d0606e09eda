package org.seq4j.experiments.evaluation.picture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.seq4j.experiments.evaluation.picture.PointPicture.Figure;
import org.seq4j.experiments.evaluation.picture.Shape.Anchor;
import org.seq4j.experiments.evaluation.picture.Shape.Spot;

/** Lays out a picture of points: title, frame, reference, output, points with their positions, legend. */
final class PointScene {
    private static final Color INK = new Color(0x202020);
    private static final Color FAINT = new Color(0x707070);
    private static final Color FRAME = new Color(0xD8D8D8);
    private static final Color REFERENCE = new Color(0xC9D3DC);
    private static final Color OUTPUT = new Color(0x0072B2);
    private static final Color OTHER = new Color(0xD55E00);

    private static final double MARGIN = 16;
    private static final double HEADER = 28;
    private static final double FOOTER = 30;
    private static final double SIDE = 440;
    private static final double INSET = 30; // between frame and points, for labels
    private static final double REFERENCE_WIDTH = 9;
    private static final double OUTPUT_WIDTH = 2;
    private static final int MOST_ARROWS = 24;

    private final PointPicture picture;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<Spot> spots;
    private final Set<Edge> right;

    PointScene(PointPicture picture) {
        this.picture = picture;
        Viewport viewport = new Viewport(picture, MARGIN + INSET, MARGIN + HEADER + INSET, SIDE - 2 * INSET);
        this.spots = IntStream.rangeClosed(1, picture.size())
                .mapToObj(viewport::spot)
                .toList();
        int[] reference = picture.reference();
        this.right = reference == null ? Set.of() : Edge.of(picture.figure(), reference);
    }

    Scene scene() {
        double width = SIDE + 2 * MARGIN;
        shapes.add(words(picture.title(), MARGIN, MARGIN + 14, 14, true, INK));
        frame();
        reference();
        output();
        points();
        legend(MARGIN + HEADER + SIDE + 22);
        return new Scene(width, HEADER + SIDE + FOOTER + 2 * MARGIN - 6, picture.title(), shapes);
    }

    private Spot spot(int position) {
        return spots.get(position - 1);
    }

    private static Shape words(String text, double x, double y, double size, boolean bold, Color colour) {
        return new Shape.Words(text, new Spot(x, y), Anchor.START, size, bold, colour);
    }

    private void frame() {
        double top = MARGIN + HEADER;
        List<Spot> corners = List.of(
                new Spot(MARGIN, top),
                new Spot(MARGIN + SIDE, top),
                new Spot(MARGIN + SIDE, top + SIDE),
                new Spot(MARGIN, top + SIDE));
        shapes.add(new Shape.Path(corners, true, FRAME, 1, new Color(0xFCFCFC)));
        if (picture.features() == 1) {
            shapes.add(new Shape.Words(
                    "position", new Spot(MARGIN + SIDE - 6, top + SIDE - 6), Anchor.END, 10, false, FAINT));
            shapes.add(words("value", MARGIN + 6, top + 14, 10, false, FAINT));
        }
    }

    private void reference() {
        for (Edge edge : right) {
            shapes.add(line(edge.from(), edge.to(), REFERENCE, REFERENCE_WIDTH));
        }
    }

    private Shape line(int from, int to, Color colour, double width) {
        return new Shape.Path(List.of(spot(from), spot(to)), false, colour, width, null);
    }

    private Color colour(int from, int to) {
        return picture.reference() == null || right.contains(Edge.of(from, to)) ? OUTPUT : OTHER;
    }

    private static Color tint(Color colour, int alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
    }

    private void output() {
        int[] output = picture.output();
        if (picture.figure() == Figure.TRIANGLES) {
            triangles(output);
            return;
        }
        if (picture.figure() == Figure.POLYGON && output.length > 3 && output[0] == output[output.length - 1]) {
            List<Spot> corners = Arrays.stream(output, 0, output.length - 1)
                    .mapToObj(this::spot)
                    .toList();
            shapes.add(new Shape.Path(corners, true, null, 0, tint(OUTPUT, 20)));
        }
        for (int i = 1; i < output.length; i++) {
            if (output[i - 1] != output[i]) {
                Color colour = colour(output[i - 1], output[i]);
                shapes.add(line(output[i - 1], output[i], colour, OUTPUT_WIDTH));
                if (output.length <= MOST_ARROWS) {
                    arrow(spot(output[i - 1]), spot(output[i]), colour);
                }
            }
        }
    }

    private void triangles(int[] output) {
        Set<Set<Integer>> known = new HashSet<>();
        int[] reference = picture.reference();
        for (int i = 0; reference != null && i + 2 < reference.length; i += 3) {
            known.add(triangle(reference, i));
        }
        for (int i = 0; i + 2 < output.length; i += 3) {
            Color colour = reference == null || known.contains(triangle(output, i)) ? OUTPUT : OTHER;
            List<Spot> corners = List.of(spot(output[i]), spot(output[i + 1]), spot(output[i + 2]));
            shapes.add(new Shape.Path(corners, true, null, 0, tint(colour, colour.equals(OTHER) ? 70 : 28)));
        }
        for (Edge edge : Edge.of(Figure.TRIANGLES, output)) {
            shapes.add(line(edge.from(), edge.to(), colour(edge.from(), edge.to()), OUTPUT_WIDTH * 0.8));
        }
    }

    private static Set<Integer> triangle(int[] positions, int first) {
        Set<Integer> corners = new HashSet<>();
        for (int i = first; i < first + 3; i++) {
            corners.add(positions[i]);
        }
        return corners;
    }

    /** An arrow head in the middle of a line, if it is long enough. */
    private void arrow(Spot from, Spot to, Color colour) {
        double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
        if (length < 36) {
            return;
        }
        double dx = (to.x() - from.x()) / length;
        double dy = (to.y() - from.y()) / length;
        double x = (from.x() + to.x()) / 2 + 5 * dx;
        double y = (from.y() + to.y()) / 2 + 5 * dy;
        List<Spot> head = List.of(
                new Spot(x, y),
                new Spot(x - 10 * dx - 4.5 * dy, y - 10 * dy + 4.5 * dx),
                new Spot(x - 10 * dx + 4.5 * dy, y - 10 * dy - 4.5 * dx));
        shapes.add(new Shape.Path(head, true, null, 0, colour));
    }

    private void points() {
        double radius = picture.size() <= 20 ? 5 : 3.5;
        Set<Integer> chosen = new HashSet<>();
        for (int position : picture.output()) {
            chosen.add(position);
        }
        if (picture.output().length > 0 && picture.figure() != Figure.TRIANGLES) { // where it begins
            shapes.add(new Shape.Disc(spot(picture.output()[0]), radius + 4, tint(Color.WHITE, 200), OUTPUT));
        }
        for (int position = 1; position <= picture.size(); position++) {
            boolean full = chosen.contains(position);
            shapes.add(new Shape.Disc(spot(position), radius, full ? INK : Color.WHITE, full ? INK : FAINT));
        }
        double size = picture.size() <= 20 ? 12 : 9;
        LabelPlaces places = new LabelPlaces(spots, lines(), radius, size);
        for (int position = 1; position <= picture.size(); position++) {
            String text = Integer.toString(position);
            Spot place = places.place(position, PixelDrawing.width(text, size, true));
            shapes.add(new Shape.Words(text, place, Anchor.MIDDLE, size, true, INK));
        }
    }

    /** The lines that labels had better keep clear of. */
    private List<List<Spot>> lines() {
        Set<Edge> edges = new HashSet<>(right);
        edges.addAll(Edge.of(picture.figure(), picture.output()));
        return edges.stream()
                .map(edge -> List.of(spot(edge.from()), spot(edge.to())))
                .toList();
    }

    private void legend(double y) {
        double x = MARGIN;
        x = entry(x, y, "output", OUTPUT, OUTPUT_WIDTH);
        if (picture.reference() != null) {
            x = entry(x, y, "output, not in the reference", OTHER, OUTPUT_WIDTH);
            entry(x, y, "reference", REFERENCE, REFERENCE_WIDTH);
        }
    }

    private double entry(double x, double y, String text, Color colour, double width) {
        List<Spot> line = List.of(new Spot(x + 5, y - 4), new Spot(x + 25, y - 4));
        shapes.add(new Shape.Path(line, false, colour, width, null));
        shapes.add(words(text, x + 36, y, 11, false, INK));
        return x + 36 + PixelDrawing.width(text, 11, false) + 22;
    }
}
