package org.seq4j.experiments.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A chart of lines as inline SVG. Colours are the page's (classes {@code c0}, {@code c1}, ...), so that they follow its
 * light or dark style; a picture from a plotting library would bring its own.
 */
final class LineChart {
    static final int COLOURS = 6;

    private static final int WIDTH = 400;
    private static final int HEIGHT = 232;
    private static final int LEFT = 52;
    private static final int RIGHT = 12;
    private static final int TOP = 10;
    private static final int BOTTOM = 38;
    private static final int MOST_POINTS = 400;
    /** From this ratio of the greatest to the smallest value on, equal lengths are equal ratios. */
    private static final double LOG_FROM = 50;

    private final String title;
    private final String xName;
    private final List<Curve> curves;
    private final Axis xAxis;
    private final Axis yAxis;

    private LineChart(String title, String xName, List<Curve> curves, boolean powers) {
        this.title = title;
        this.xName = xName;
        this.curves = curves;
        double[] ys = values(curves, true);
        double low = Arrays.stream(ys).min().orElse(0);
        double high = Arrays.stream(ys).max().orElse(1);
        double[] xs = values(curves, false);
        yAxis = powers ? Axis.powers(low, high) : Axis.of(low, high, low > 0 && high / low >= LOG_FROM);
        xAxis = Axis.tight(
                Math.min(0, Arrays.stream(xs).min().orElse(0)),
                Arrays.stream(xs).max().orElse(1));
    }

    private static double[] values(List<Curve> curves, boolean y) {
        return curves.stream()
                .flatMapToDouble(curve -> DoubleStream.of(y ? curve.y() : curve.x()))
                .toArray();
    }

    /**
     * The chart with its heading and legend; nothing if no curve has a point.
     *
     * @param title what the values are
     * @param xName what runs to the right
     * @param curves the lines, at most {@link #COLOURS}
     */
    static String of(String title, String xName, List<Curve> curves) {
        return of(title, xName, curves, false);
    }

    /** The same with a logarithmic axis of whole powers of ten; all values are positive. */
    static String logarithmic(String title, String xName, List<Curve> curves) {
        return of(title, xName, curves, true);
    }

    private static String of(String title, String xName, List<Curve> curves, boolean powers) {
        List<Curve> drawn =
                curves.stream().map(curve -> curve.thinned(MOST_POINTS)).toList();
        return drawn.stream().allMatch(curve -> curve.size() == 0)
                ? ""
                : new LineChart(title, xName, drawn, powers).figure(curves);
    }

    private String figure(List<Curve> whole) {
        Html html = new Html().raw("<figure class=\"chart\"><figcaption>").element("b", title);
        if (yAxis.log()) {
            html.raw(" <span class=\"quiet\">log scale</span>");
        }
        for (int c = 0; c < curves.size() && curves.size() > 1; c++) {
            html.raw(" <span class=\"key\"><i class=\"k" + c + "\"></i>")
                    .raw(Html.escape(curves.get(c).name()))
                    .raw("</span>");
        }
        html.raw("</figcaption>\n<svg role=\"img\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" aria-label=\""
                + Html.escape(inWords(whole)) + "\">\n");
        grid(html);
        for (int c = 0; c < curves.size(); c++) {
            line(html, curves.get(c), c);
        }
        return html.raw("</svg></figure>\n").toString();
    }

    private String inWords(List<Curve> whole) {
        StringBuilder words = new StringBuilder(title);
        for (Curve curve : whole) {
            int last = curve.size() - 1;
            if (last >= 0) {
                words.append(words.length() == title.length() ? ": " : "; ")
                        .append(curve.name())
                        .append(" from ")
                        .append(Figures.of(curve.y()[0]))
                        .append(" at " + xName + " ")
                        .append(Figures.of(curve.x()[0]))
                        .append(" to ")
                        .append(Figures.of(curve.y()[last]))
                        .append(" at " + xName + " ")
                        .append(Figures.of(curve.x()[last]));
            }
        }
        return words.toString();
    }

    private void grid(Html html) {
        String right = at(WIDTH - RIGHT);
        for (double tick : yAxis.ticks()) {
            String y = at(y(tick));
            html.raw("<path class=\"grid\" d=\"M" + LEFT + " " + y + "H" + right + "\"/>");
            html.raw("<text x=\"" + (LEFT - 6) + "\" y=\"" + at(y(tick) + 4) + "\" text-anchor=\"end\">"
                    + Figures.of(rounded(tick)) + "</text>\n");
        }
        int bottom = HEIGHT - BOTTOM;
        html.raw("<path class=\"axis\" d=\"M" + LEFT + " " + bottom + "H" + right + "\"/>\n");
        for (double tick : xAxis.ticks()) {
            double x = x(tick);
            String anchor = x > WIDTH - RIGHT - 16 ? "end" : "middle";
            html.raw("<path class=\"axis\" d=\"M" + at(x) + " " + bottom + "v4\"/>");
            html.raw("<text x=\"" + at(x) + "\" y=\"" + (bottom + 16) + "\" text-anchor=\"" + anchor + "\">"
                    + shortened(tick) + "</text>\n");
        }
        html.raw("<text x=\"" + at((LEFT + WIDTH - RIGHT) / 2.0) + "\" y=\"" + (HEIGHT - 6)
                + "\" text-anchor=\"middle\">" + Html.escape(xName) + "</text>\n");
    }

    /** Without the last digits of sums of steps. */
    static double rounded(double tick) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.6e", tick));
    }

    /** In thousands or millions where the axis goes far enough. */
    private String shortened(double tick) {
        double value = rounded(tick);
        if (value == 0 || xAxis.high() < 1e4) {
            return Figures.of(value);
        }
        return xAxis.high() < 1e6 ? Figures.of(value / 1e3) + "k" : Figures.of(value / 1e6) + "M";
    }

    private void line(Html html, Curve curve, int colour) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < curve.size(); i++) {
            path.append(i == 0 ? "M" : "L")
                    .append(at(x(curve.x()[i])))
                    .append(' ')
                    .append(at(y(curve.y()[i])));
        }
        html.raw("<path class=\"line c" + colour + "\" d=\"" + path + "\"/>\n");
        if (curve.size() <= 30) {
            for (int i = 0; i < curve.size(); i++) {
                html.raw("<circle class=\"dot c" + colour + "\" cx=\"" + at(x(curve.x()[i])) + "\" cy=\""
                        + at(y(curve.y()[i])) + "\" r=\"2.5\"><title>" + Html.escape(xName) + " "
                        + Figures.of(curve.x()[i]) + ": " + Figures.of(curve.y()[i]) + "</title></circle>");
            }
        }
    }

    private double x(double value) {
        return LEFT + xAxis.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - yAxis.place(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static String at(double position) {
        String text = String.format(Locale.ROOT, "%.1f", position);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
