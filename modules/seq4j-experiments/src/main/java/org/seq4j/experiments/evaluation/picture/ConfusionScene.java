package org.seq4j.experiments.evaluation.picture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.seq4j.experiments.evaluation.picture.Shape.Anchor;
import org.seq4j.experiments.evaluation.picture.Shape.Spot;

/** Lays out a picture of confusions: title, rows with their names, columns with their numbers, cells with their counts. */
final class ConfusionScene {
    private static final Color INK = new Color(0x202020);
    private static final Color FAINT = new Color(0x707070);
    private static final Color FRAME = new Color(0xD8D8D8);

    private static final double MARGIN = 16;
    private static final double HEADER = 58;
    private static final double FOOTER = 34;
    private static final double CELL = 30;
    private static final double TEXT = 11;
    private static final double SMALL = 9;
    private static final int LONGEST = 28; // characters of a name

    private final ConfusionPicture picture;
    private final List<Integer> shown;
    private final List<Shape> shapes = new ArrayList<>();
    private final double left;
    private final double top = MARGIN + HEADER;

    ConfusionScene(ConfusionPicture picture) {
        this.picture = picture;
        this.shown = picture.shown();
        double names = shown.stream()
                .mapToDouble(one -> PixelDrawing.width(rowName(one), TEXT, false))
                .max()
                .orElse(0);
        this.left = MARGIN + names + 8;
    }

    Scene scene() {
        double side = CELL * shown.size();
        double width = Math.max(left + side, MARGIN + PixelDrawing.width(explanation(), SMALL, false)) + MARGIN;
        shapes.add(words(picture.title(), MARGIN, MARGIN + 14, Anchor.START, 14, true, INK));
        shapes.add(words("predicted class, by its number", left, MARGIN + 32, Anchor.START, SMALL, false, FAINT));
        for (int row = 0; row < shown.size(); row++) {
            double y = top + (row + 0.5) * CELL + TEXT * 0.36;
            shapes.add(words(rowName(shown.get(row)), left - 8, y, Anchor.END, TEXT, false, INK));
            double x = left + (row + 0.5) * CELL;
            shapes.add(words(number(shown.get(row)), x, top - 6, Anchor.MIDDLE, TEXT, false, INK));
            cells(row);
        }
        shapes.add(words(explanation(), MARGIN, top + side + 22, Anchor.START, SMALL, false, FAINT));
        String description = picture.title() + ": " + explanation();
        return new Scene(width, top + side + FOOTER, description, shapes);
    }

    private void cells(int row) {
        int gold = shown.get(row);
        long support = picture.support(gold);
        for (int column = 0; column < shown.size(); column++) {
            long count = picture.counts().count(gold, shown.get(column));
            double share = support == 0 ? 0 : (double) count / support;
            double x = left + column * CELL;
            double y = top + row * CELL;
            List<Spot> corners =
                    List.of(new Spot(x, y), new Spot(x + CELL, y), new Spot(x + CELL, y + CELL), new Spot(x, y + CELL));
            shapes.add(new Shape.Path(corners, true, FRAME, 0.5, new Color(ColourScale.rgb(share))));
            if (count > 0) {
                String text = Long.toString(count);
                double size = text.length() > 4 ? 7 : SMALL;
                Color colour = share > 0.45 ? Color.WHITE : INK;
                shapes.add(words(
                        text, x + CELL / 2, y + CELL / 2 + size * 0.36, Anchor.MIDDLE, size, row == column, colour));
            }
        }
    }

    private String rowName(int one) {
        String name = picture.counts().names().get(one);
        String cut = name.length() > LONGEST ? name.substring(0, LONGEST - 1) + "…" : name;
        return cut + "  " + number(one);
    }

    private static String number(int one) {
        return Integer.toString(one + 1);
    }

    private String explanation() {
        int classes = picture.counts().names().size();
        String all = "Rows: the right class. Shade: share of the row; number: count.";
        return shown.size() == classes
                ? all
                : all + " The " + shown.size() + " of " + classes + " classes that are confused most.";
    }

    private static Shape words(
            String text, double x, double y, Anchor anchor, double size, boolean bold, Color colour) {
        return new Shape.Words(text, new Spot(x, y), anchor, size, bold, colour);
    }
}
