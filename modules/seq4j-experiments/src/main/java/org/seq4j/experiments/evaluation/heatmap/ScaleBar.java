package org.seq4j.experiments.evaluation.heatmap;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.seq4j.experiments.evaluation.picture.ColourScale;

/** The colours from 0 to the end of the scale as an upright bar, with three numbers beside it. */
final class ScaleBar {

    private static final double THICKNESS = 12;
    private static final double TALLEST = 160;
    private static final double SHORTEST = 60;
    private static final double TICK = 3;
    private static final double GAP = 5;
    private static final List<Double> NUMBERED = List.of(0.0, 0.5, 1.0);

    private final double end;
    private final double height;
    private final Font font;
    private final FontRenderContext context;

    /** A bar as high as the matrix beside it, within limits. */
    ScaleBar(double end, double matrixHeight, Font font, FontRenderContext context) {
        this.end = end;
        this.height = Math.min(TALLEST, Math.max(SHORTEST, Math.floor(matrixHeight)));
        this.font = font;
        this.context = context;
    }

    /** The largest weight, rounded up to one significant digit; 1 where all are 0. */
    static double end(float[][] weights, int columns) {
        double largest = 0;
        for (float[] row : weights) {
            for (int s = 0; s < columns; s++) {
                largest = Math.max(largest, row[s]);
            }
        }
        if (largest == 0) {
            return 1;
        }
        double digit = Math.pow(10, Math.floor(Math.log10(largest)));
        return Math.min(1, Math.ceil(largest / digit - 1e-6) * digit);
    }

    double height() {
        return height;
    }

    /** With its numbers. */
    double width() {
        return THICKNESS
                + GAP
                + NUMBERED.stream()
                        .mapToDouble(share -> number(share).getAdvance())
                        .max()
                        .orElse(0);
    }

    void draw(Graphics2D g, double x, double top, Color frame, Color ink) {
        int steps = (int) height;
        for (int i = 0; i < steps; i++) {
            g.setColor(new Color(ColourScale.rgb(1 - (i + 0.5) / steps)));
            g.fill(new Rectangle2D.Double(x, top + i, THICKNESS, 1));
        }
        g.setStroke(new BasicStroke(0.5f));
        g.setColor(frame);
        g.draw(new Rectangle2D.Double(x, top, THICKNESS, height));
        for (double share : NUMBERED) {
            double y = top + (1 - share) * height;
            g.setColor(frame);
            g.draw(new Line2D.Double(x + THICKNESS, y, x + THICKNESS + TICK, y));
            g.setColor(ink);
            TextLayout label = number(share);
            float baseline = (float) (y + (label.getAscent() - label.getDescent()) / 2);
            label.draw(g, (float) (x + THICKNESS + GAP), baseline);
        }
    }

    private TextLayout number(double share) {
        return new TextLayout(number(end, share), font, context);
    }

    static String number(double end, double share) {
        double value = end * share;
        return value == 0 || value == 1
                ? String.format(Locale.ROOT, "%.0f", value)
                : new BigDecimal(value)
                        .round(new MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
