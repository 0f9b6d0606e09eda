package org.seq4j.experiments.evaluation.heatmap;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.seq4j.experiments.evaluation.picture.ColourScale;

/** One heat map: measures the labels, lays the parts out, draws. Lengths are in points, of two pixels each. */
final class HeatMapDrawing {

    private static final Font LARGE = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font SMALL = LARGE.deriveFont(11f);
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
    private static final Color INK = new Color(0x202020);
    private static final Color FRAME = new Color(0xA0A0A0);
    private static final Color GRID = new Color(0xECECEC);

    private static final double LARGEST_CELL = 44;
    private static final double SMALLEST_LABELLED_CELL = 16;
    private static final double CELL_WITH_LARGE_LABEL = 20;
    private static final double MATRIX = 800; // a matrix grows to this size before its cells shrink
    private static final double LARGEST_MATRIX = 4000;
    private static final double CELL_WITH_VALUE = 36;
    private static final double LEAST_VALUE_SHOWN = 0.005;
    private static final double SLOPE = Math.toRadians(60);
    private static final double MARGIN = 10;
    private static final double GAP = 5;
    private static final double SCALE_GAP = 18;
    private static final double LARGEST_AT_TWO_PIXELS = 2500;

    private final float[][] weights;
    private final Font font;
    private final List<TextLayout> source;
    private final List<TextLayout> output;
    private final double cell;
    private final double scaleEnd;
    private final ScaleBar scale;
    private final boolean sloped;
    private final double left;
    private final double top;
    private final double width;
    private final double height;

    HeatMapDrawing(List<String> sourceTokens, List<String> outputTokens, float[][] weights) {
        this.weights = weights;
        cell = cell(Math.max(sourceTokens.size(), outputTokens.size()));
        font = cell < CELL_WITH_LARGE_LABEL ? SMALL : LARGE;
        source = sourceTokens.stream().map(t -> Label.layout(t, font, CONTEXT)).toList();
        output = outputTokens.stream().map(t -> Label.layout(t, font, CONTEXT)).toList();
        scaleEnd = ScaleBar.end(weights, source.size());
        scale = new ScaleBar(scaleEnd, matrixHeight(), SMALL, CONTEXT);
        sloped = source.stream().anyMatch(label -> label.getAdvance() > cell - 2);
        left = Math.ceil(MARGIN + widest(output) + GAP);
        top = Math.ceil(MARGIN + sourceHeight() + GAP);
        double right = left + matrixWidth() + SCALE_GAP + scale.width();
        for (int s = 0; sloped && s < source.size(); s++) {
            double end = source.get(s).getAdvance() * Math.cos(SLOPE) + lineHeight() / 2;
            right = Math.max(right, left + (s + 0.5) * cell + end);
        }
        width = Math.ceil(right + MARGIN);
        height = Math.ceil(top + Math.max(matrixHeight(), scale.height()) + MARGIN);
    }

    /** Whole points, so that cells meet without seams, unless there are thousands of tokens. */
    private static double cell(int tokens) {
        double wanted = Math.min(LARGEST_CELL, Math.max(SMALLEST_LABELLED_CELL, MATRIX / tokens));
        double possible = Math.min(wanted, LARGEST_MATRIX / tokens);
        return possible >= 1 ? Math.floor(possible) : possible;
    }

    private double matrixWidth() {
        return source.size() * cell;
    }

    private double matrixHeight() {
        return output.size() * cell;
    }

    private double sourceHeight() {
        return sloped
                ? widest(source) * Math.sin(SLOPE) + lineHeight() * Math.cos(SLOPE)
                : greatest(source, TextLayout::getAscent) + greatest(source, TextLayout::getDescent);
    }

    private double lineHeight() {
        return font.getLineMetrics("Ag", CONTEXT).getHeight();
    }

    private static double widest(List<TextLayout> labels) {
        return greatest(labels, TextLayout::getAdvance);
    }

    private static double greatest(List<TextLayout> labels, ToDoubleFunction<TextLayout> length) {
        return labels.stream().mapToDouble(length).max().orElse(0);
    }

    BufferedImage image() {
        double pixels = Math.max(width, height) > LARGEST_AT_TWO_PIXELS ? 1 : 2;
        BufferedImage image =
                new BufferedImage((int) (pixels * width), (int) (pixels * height), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.scale(pixels, pixels);
            g.setColor(Color.WHITE);
            g.fill(new Rectangle2D.Double(0, 0, width, height));
            drawCells(g);
            drawSource(g);
            drawOutput(g);
            scale.draw(g, left + matrixWidth() + SCALE_GAP, top, FRAME, INK);
        } finally {
            g.dispose();
        }
        return image;
    }

    private void drawCells(Graphics2D g) {
        for (int t = 0; t < output.size(); t++) {
            for (int s = 0; s < source.size(); s++) {
                double share = Math.min(1, Math.max(0, weights[t][s] / scaleEnd));
                g.setColor(new Color(ColourScale.rgb(share)));
                double x = left + s * cell;
                double y = top + t * cell;
                g.fill(new Rectangle2D.Double(x, y, cell, cell));
                if (cell >= CELL_WITH_VALUE && weights[t][s] >= LEAST_VALUE_SHOWN) {
                    g.setColor(share > 0.45 ? Color.WHITE : INK);
                    drawCentred(g, String.format(Locale.ROOT, "%.2f", weights[t][s]), x + cell / 2, y + cell / 2);
                }
            }
        }
        g.setStroke(new BasicStroke(0.5f));
        g.setColor(GRID);
        for (int s = 1; s < source.size() && cell >= SMALLEST_LABELLED_CELL; s++) {
            g.draw(new Line2D.Double(left + s * cell, top, left + s * cell, top + matrixHeight()));
        }
        for (int t = 1; t < output.size() && cell >= SMALLEST_LABELLED_CELL; t++) {
            g.draw(new Line2D.Double(left, top + t * cell, left + matrixWidth(), top + t * cell));
        }
        g.setColor(FRAME);
        g.draw(new Rectangle2D.Double(left, top, matrixWidth(), matrixHeight()));
    }

    private static void drawCentred(Graphics2D g, String text, double x, double y) {
        TextLayout layout = new TextLayout(text, SMALL, CONTEXT);
        float baseline = (float) (y + (layout.getAscent() - layout.getDescent()) / 2);
        layout.draw(g, (float) (x - layout.getAdvance() / 2), baseline);
    }

    private void drawSource(Graphics2D g) {
        g.setColor(INK);
        int step = sloped ? (int) Math.ceil(lineHeight() * 0.85 / (cell * Math.sin(SLOPE))) : 1;
        double baseline = top - GAP - greatest(source, TextLayout::getDescent); // one for all fonts
        for (int s = 0; s < source.size(); s += step) {
            TextLayout label = source.get(s);
            double middle = left + (s + 0.5) * cell;
            if (!sloped) {
                label.draw(g, (float) (middle - label.getAdvance() / 2), (float) baseline);
                continue;
            }
            AffineTransform upright = g.getTransform();
            g.translate(middle, top - GAP);
            g.rotate(-SLOPE);
            label.draw(g, 0, (float) ((label.getAscent() - label.getDescent()) / 2));
            g.setTransform(upright);
        }
    }

    private void drawOutput(Graphics2D g) {
        g.setColor(INK);
        int step = (int) Math.ceil(lineHeight() * 0.85 / cell);
        for (int t = 0; t < output.size(); t += step) {
            TextLayout label = output.get(t);
            double middle = top + (t + 0.5) * cell;
            float baseline = (float) (middle + (label.getAscent() - label.getDescent()) / 2);
            label.draw(g, (float) (left - GAP - label.getAdvance()), baseline);
        }
    }
}
