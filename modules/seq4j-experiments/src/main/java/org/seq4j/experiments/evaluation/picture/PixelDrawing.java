package org.seq4j.experiments.evaluation.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Draws a scene with two pixels to a point. */
public final class PixelDrawing {
    private static final int PIXELS = 2;
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private final Graphics2D g;

    private PixelDrawing(Graphics2D g) {
        this.g = g;
    }

    /** The picture. */
    public static BufferedImage of(Scene scene) {
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(PIXELS * scene.width()),
                (int) Math.ceil(PIXELS * scene.height()),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.scale(PIXELS, PIXELS);
            g.setColor(Color.WHITE);
            g.fill(new Rectangle2D.Double(0, 0, scene.width(), scene.height()));
            scene.shapes().forEach(new PixelDrawing(g)::draw);
        } finally {
            g.dispose();
        }
        return image;
    }

    /** Width of words in points. */
    public static double width(String text, double size, boolean bold) {
        return new TextLayout(text, font(size, bold), CONTEXT).getAdvance();
    }

    private static Font font(double size, boolean bold) {
        return new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) size);
    }

    private void draw(Shape shape) {
        if (shape instanceof Shape.Path path) {
            draw(path);
        } else if (shape instanceof Shape.Disc disc) {
            double r = disc.radius();
            Ellipse2D circle =
                    new Ellipse2D.Double(disc.centre().x() - r, disc.centre().y() - r, 2 * r, 2 * r);
            g.setColor(disc.fill());
            g.fill(circle);
            g.setStroke(new BasicStroke(1));
            g.setColor(disc.edge());
            g.draw(circle);
        } else if (shape instanceof Shape.Words words) {
            TextLayout layout = new TextLayout(words.text(), font(words.size(), words.bold()), CONTEXT);
            double shift = switch (words.anchor()) {
                case START -> 0;
                case MIDDLE -> layout.getAdvance() / 2;
                case END -> layout.getAdvance();
            };
            g.setColor(words.colour());
            layout.draw(
                    g, (float) (words.spot().x() - shift), (float) words.spot().y());
        }
    }

    private void draw(Shape.Path path) {
        Path2D line = new Path2D.Double();
        for (int i = 0; i < path.spots().size(); i++) {
            Shape.Spot spot = path.spots().get(i);
            if (i == 0) {
                line.moveTo(spot.x(), spot.y());
            } else {
                line.lineTo(spot.x(), spot.y());
            }
        }
        if (path.closed()) {
            line.closePath();
        }
        if (path.fill() != null) {
            g.setColor(path.fill());
            g.fill(line);
        }
        if (path.stroke() != null) {
            g.setStroke(new BasicStroke((float) path.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.setColor(path.stroke());
            g.draw(line);
        }
    }
}
