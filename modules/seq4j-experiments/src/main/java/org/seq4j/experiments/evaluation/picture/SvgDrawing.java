package org.seq4j.experiments.evaluation.picture;

import java.awt.Color;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a scene as SVG 1.1. */
final class SvgDrawing {
    private final StringBuilder svg = new StringBuilder();

    private SvgDrawing() {}

    static String of(Scene scene) {
        SvgDrawing drawing = new SvgDrawing();
        drawing.line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%s\" height=\"%s\""
                        + " viewBox=\"0 0 %1$s %2$s\" font-family=\"DejaVu Sans, Verdana, sans-serif\">",
                number(scene.width()), number(scene.height()));
        drawing.line("<title>%s</title>", escaped(scene.description()));
        drawing.line("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        scene.shapes().forEach(drawing::shape);
        drawing.line("</svg>");
        return drawing.svg.toString();
    }

    private void shape(Shape shape) {
        if (shape instanceof Shape.Path path) {
            line(
                    "<%s points=\"%s\"%s%s stroke-width=\"%s\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/>",
                    path.closed() ? "polygon" : "polyline",
                    path.spots().stream()
                            .map(spot -> number(spot.x()) + "," + number(spot.y()))
                            .collect(Collectors.joining(" ")),
                    paint("fill", path.fill()),
                    paint("stroke", path.stroke()),
                    number(path.width()));
        } else if (shape instanceof Shape.Disc disc) {
            line(
                    "<circle cx=\"%s\" cy=\"%s\" r=\"%s\"%s%s/>",
                    number(disc.centre().x()),
                    number(disc.centre().y()),
                    number(disc.radius()),
                    paint("fill", disc.fill()),
                    paint("stroke", disc.edge()));
        } else if (shape instanceof Shape.Words words) {
            line(
                    "<text x=\"%s\" y=\"%s\" font-size=\"%s\"%s%s%s>%s</text>",
                    number(words.spot().x()),
                    number(words.spot().y()),
                    number(words.size()),
                    words.anchor() == Shape.Anchor.START
                            ? ""
                            : " text-anchor=\"" + words.anchor().name().toLowerCase(Locale.ROOT) + "\"",
                    words.bold() ? " font-weight=\"bold\"" : "",
                    paint("fill", words.colour()),
                    escaped(words.text()));
        }
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String paint(String name, @Nullable Color colour) {
        if (colour == null) {
            return " " + name + "=\"none\"";
        }
        String solid = String.format(Locale.ROOT, " %s=\"#%06x\"", name, colour.getRGB() & 0xFFFFFF);
        return colour.getAlpha() == 255
                ? solid
                : solid + String.format(Locale.ROOT, " %s-opacity=\"%.2f\"", name, colour.getAlpha() / 255.0);
    }

    /** Two decimals at most. */
    private static String number(double value) {
        String fixed = String.format(Locale.ROOT, "%.2f", value);
        return fixed.replaceFirst("\\.?0+$", "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
