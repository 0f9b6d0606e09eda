package org.seq4j.experiments.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.seq4j.experiments.evaluation.picture.PictureFile;
import org.seq4j.experiments.evaluation.picture.PixelDrawing;
import org.seq4j.experiments.evaluation.picture.Scene;
import org.seq4j.experiments.evaluation.picture.Shape;
import org.seq4j.experiments.evaluation.picture.Shape.Anchor;
import org.seq4j.experiments.evaluation.picture.Shape.Spot;

/** Curves over a common axis as one picture, with their names beside them: for notebooks, which have no page whose style a {@link LineChart} could follow. */
public final class CurvePicture {
    /** The first of them are the colours of the report's light style. */
    private static final int[] COLOURS = {0x1F66C7, 0xC2410C, 0x15803D, 0x7E22CE, 0xA16207, 0xBE185D, 0x0E7490, 0x4B5563
    };

    private static final Color INK = new Color(0x202020);
    private static final Color FAINT = new Color(0x606060);
    private static final Color RULE = new Color(0xDDDDDD);

    private static final double WIDTH = 420;
    private static final double HEIGHT = 230;
    private static final double LEFT = 62;
    private static final double TOP = 54;
    private static final double BOTTOM = 44;
    private static final double TEXT = 11;
    private static final double LEGEND_LINE = 18;
    private static final int MOST_POINTS = 400;

    private final String title;
    private final String xName;
    private final String yName;
    private final boolean log;
    private final List<Curve> curves = new ArrayList<>();

    private CurvePicture(String title, String xName, String yName, boolean log) {
        this.title = title;
        this.xName = xName;
        this.yName = yName;
        this.log = log;
    }

    /**
     * A picture without curves.
     *
     * @param title what stands above
     * @param xName what runs to the right
     * @param yName what runs upwards
     */
    public static CurvePicture linear(String title, String xName, String yName) {
        return new CurvePicture(title, xName, yName, false);
    }

    /** The same where equal heights are equal ratios; points that are not positive are left out. */
    public static CurvePicture log(String title, String xName, String yName) {
        return new CurvePicture(title, xName, yName, true);
    }

    /**
     * Adds a curve.
     *
     * @param name what the legend says
     * @param x rising
     * @param y as many
     */
    public CurvePicture curve(String name, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "A curve needs as many values as places, found " + y.length + " and " + x.length + '.');
        }
        if (curves.size() == COLOURS.length) {
            throw new IllegalArgumentException("A picture has at most " + COLOURS.length + " curves.");
        }
        curves.add(Curve.of(
                        name,
                        IntStream.range(0, x.length)
                                .filter(i -> !log || y[i] > 0)
                                .mapToObj(i -> new double[] {x[i], y[i]})
                                .toList())
                .thinned(MOST_POINTS));
        return this;
    }

    /** Adds a curve over 1, 2, 3 and so on. */
    public CurvePicture curve(String name, double[] y) {
        return curve(name, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y);
    }

    /**
     * The picture, two pixels to a point.
     *
     * @throws IllegalArgumentException if no curve has a point that can be drawn
     * @throws org.seq4j.experiments.evaluation.picture.PictureException if this machine's Java cannot draw text, for want of fonts
     */
    public BufferedImage image() {
        PictureFile.requireFonts();
        return PixelDrawing.of(scene());
    }

    Scene scene() {
        double[] xs = values(false);
        double[] ys = values(true);
        if (xs.length == 0) {
            throw new IllegalArgumentException("There is nothing to draw: no curve has a finite value"
                    + (log ? " above 0, as a log scale needs." : "."));
        }
        Axis across = Axis.tight(
                Arrays.stream(xs).min().getAsDouble(), Arrays.stream(xs).max().getAsDouble());
        Axis up = Axis.of(
                Arrays.stream(ys).min().getAsDouble(), Arrays.stream(ys).max().getAsDouble(), log);
        List<Shape> shapes = new ArrayList<>();
        shapes.add(words(title, 12, 20, Anchor.START, 13, true, INK));
        shapes.add(words(yName + (log ? " (log scale)" : ""), 12, 36, Anchor.START, TEXT, false, FAINT));
        axes(shapes, across, up);
        double legend = 0;
        for (int c = 0; c < curves.size(); c++) {
            Curve curve = curves.get(c);
            Color colour = new Color(COLOURS[c]);
            line(shapes, curve, colour, across, up);
            double y = TOP + 8 + c * LEGEND_LINE;
            double x = LEFT + WIDTH + 16;
            shapes.add(new Shape.Path(List.of(new Spot(x, y), new Spot(x + 18, y)), false, colour, 2, null));
            shapes.add(words(curve.name(), x + 24, y + TEXT * 0.36, Anchor.START, TEXT, false, INK));
            legend = Math.max(legend, 24 + PixelDrawing.width(curve.name(), TEXT, false));
        }
        double width = Math.ceil(LEFT + WIDTH + 16 + legend + 12);
        double wide = Math.max(width, 24 + PixelDrawing.width(title, 13, true));
        return new Scene(wide, TOP + HEIGHT + BOTTOM, title, shapes);
    }

    private double[] values(boolean y) {
        return curves.stream()
                .flatMapToDouble(curve -> DoubleStream.of(y ? curve.y() : curve.x()))
                .toArray();
    }

    private void axes(List<Shape> shapes, Axis across, Axis up) {
        double bottom = TOP + HEIGHT;
        for (double tick : up.ticks()) {
            double y = y(up, tick);
            shapes.add(new Shape.Path(List.of(new Spot(LEFT, y), new Spot(LEFT + WIDTH, y)), false, RULE, 1, null));
            shapes.add(words(label(tick), LEFT - 6, y + TEXT * 0.36, Anchor.END, TEXT, false, FAINT));
        }
        shapes.add(
                new Shape.Path(List.of(new Spot(LEFT, bottom), new Spot(LEFT + WIDTH, bottom)), false, FAINT, 1, null));
        for (double tick : across.ticks()) {
            double x = x(across, tick);
            shapes.add(new Shape.Path(List.of(new Spot(x, bottom), new Spot(x, bottom + 4)), false, FAINT, 1, null));
            shapes.add(words(label(tick), x, bottom + 17, Anchor.MIDDLE, TEXT, false, FAINT));
        }
        shapes.add(words(xName, LEFT + WIDTH / 2, bottom + 34, Anchor.MIDDLE, TEXT, false, FAINT));
    }

    /** Without the last digits of sums of steps. */
    private static String label(double tick) {
        return Figures.of(Math.abs(tick) < 1e-300 ? 0 : LineChart.rounded(tick));
    }

    private static void line(List<Shape> shapes, Curve curve, Color colour, Axis across, Axis up) {
        List<Spot> spots = IntStream.range(0, curve.size())
                .mapToObj(i -> new Spot(x(across, curve.x()[i]), y(up, curve.y()[i])))
                .toList();
        if (spots.size() > 1) {
            shapes.add(new Shape.Path(spots, false, colour, 1.75, null));
        } else {
            spots.forEach(spot -> shapes.add(new Shape.Disc(spot, 2.5, colour, colour)));
        }
    }

    private static double x(Axis axis, double value) {
        return LEFT + axis.place(value) * WIDTH;
    }

    private static double y(Axis axis, double value) {
        return TOP + HEIGHT - axis.place(value) * HEIGHT;
    }

    private static Shape words(
            String text, double x, double y, Anchor anchor, double size, boolean bold, Color colour) {
        return new Shape.Words(text, new Spot(x, y), anchor, size, bold, colour);
    }
}
