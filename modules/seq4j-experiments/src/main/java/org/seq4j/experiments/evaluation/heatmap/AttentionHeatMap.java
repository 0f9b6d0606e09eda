package org.seq4j.experiments.evaluation.heatmap;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.seq4j.experiments.evaluation.picture.PictureFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attention weights as a picture, in the manner of Bahdanau et al. (2015, figure 3): source tokens across, output
 * tokens down, the darker a cell the more attention. The scale beside it ends at the largest weight, rounded up to one
 * digit. Cells show their weight where there are few.
 *
 * <p>Labels are drawn in any script for which the machine has a font; a character that no font has appears as its code,
 * such as U+3042, and a warning in the log says so once. Spaces appear as ␣.
 */
public final class AttentionHeatMap {

    private static final Logger LOG = LoggerFactory.getLogger(AttentionHeatMap.class);
    private static final AtomicBoolean WARNED = new AtomicBoolean(); // said once in a process

    private AttentionHeatMap() {}

    /**
     * Draws the weights of one decoded sequence and writes the picture; missing folders are created.
     *
     * @param png the file to write, replaced where it exists
     * @param source the source tokens, S, at least one
     * @param output the output tokens, T, at least one
     * @param weights [T, S], each in [0, 1]; columns from S on are padding and left out
     * @throws IllegalArgumentException if the sizes do not fit or a weight is out of range
     * @throws org.seq4j.experiments.evaluation.picture.PictureException if this machine's Java cannot draw text, for want of fonts, or if the file cannot be
     *     written
     */
    public static void write(Path png, List<String> source, List<String> output, float[][] weights) {
        PictureFile.png(png, image(source, output, weights));
    }

    /**
     * Draws the weights of one decoded sequence, two pixels to a point.
     *
     * @param source the source tokens, S, at least one
     * @param output the output tokens, T, at least one
     * @param weights [T, S], each in [0, 1]; columns from S on are padding and left out
     * @throws IllegalArgumentException if the sizes do not fit or a weight is out of range
     * @throws org.seq4j.experiments.evaluation.picture.PictureException if this machine's Java cannot draw text, for want of fonts
     */
    public static BufferedImage image(List<String> source, List<String> output, float[][] weights) {
        AttentionNumbers.check(source, output, weights);
        PictureFile.requireFonts();
        warnOfMissingFonts(source, output);
        return new HeatMapDrawing(source, output, weights).image();
    }

    private static void warnOfMissingFonts(List<String> source, List<String> output) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        Stream.concat(source.stream(), output.stream())
                .map(token -> Label.missing(token, font))
                .filter(Objects::nonNull)
                .findFirst()
                .filter(code -> !WARNED.getAndSet(true))
                .ifPresent(code -> LOG.warn(
                        "No font on this machine has {} and maybe others; attention pictures show the codes of such"
                                + " characters. Install a font for their script (on Debian and Ubuntu: fonts-noto-core,"
                                + " fonts-noto-cjk).",
                        code));
    }
}
