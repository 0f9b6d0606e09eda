package org.seq4j.experiments.evaluation.heatmap;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Attention weights as a picture, in the manner of Bahdanau et al. (2015, figure 3): source tokens across, output
 * tokens down, the darker a cell the more attention. The scale beside it ends at the largest weight, rounded up to one
 * digit. Cells show their weight where there are few.
 *
 * <p>Labels are drawn in any script for which the machine has a font; a character that no font has appears as its code,
 * such as U+3042. Spaces appear as ␣.
 */
public final class AttentionHeatMap {

    static {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true"); // never ask for a display
        }
    }

    private AttentionHeatMap() {}

    /**
     * Draws the weights of one decoded sequence and writes the picture; missing folders are created.
     *
     * @param png the file to write, replaced where it exists
     * @param source the source tokens, S, at least one
     * @param output the output tokens, T, at least one
     * @param weights [T, S], each in [0, 1]; columns from S on are padding and left out
     * @throws IllegalArgumentException if the sizes do not fit or a weight is out of range
     * @throws HeatMapException if this machine's Java cannot draw text, for want of fonts, or if the file cannot be
     *     written
     */
    public static void write(Path png, List<String> source, List<String> output, float[][] weights) {
        AttentionNumbers.check(source, output, weights);
        requireFonts(AttentionHeatMap::drawFirstText);
        byte[] bytes = encode(new HeatMapDrawing(source, output, weights).image());
        try {
            if (png.getParent() != null) {
                Files.createDirectories(png.getParent());
            }
            Files.write(png, bytes);
        } catch (IOException e) {
            throw new HeatMapException("The attention picture " + png + " cannot be written: " + e + ".", e);
        }
    }

    /** A JDK without fonts, or without the libraries that draw them, fails in many ways, but fails at the first text. */
    static void requireFonts(Runnable firstText) {
        try {
            firstText.run();
        } catch (RuntimeException | Error e) {
            throw new HeatMapException(
                    "Attention pictures need a font for their labels, but Java finds none on this machine. Install one"
                            + " (on Debian and Ubuntu: apt-get install fontconfig fonts-dejavu-core), or take the"
                            + " numbers instead of the pictures.",
                    e);
        }
    }

    private static void drawFirstText() {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        new TextLayout("a", font, new FontRenderContext(null, true, true)).getAdvance();
    }

    private static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory failed.", e);
        }
        return bytes.toByteArray();
    }
}
