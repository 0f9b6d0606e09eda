package org.seq4j.experiments.evaluation.picture;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Elements, the positions that a model put out, and those of the reference. Elements of two numbers are points of the
 * plane; elements of one number are points over their position. A broad pale line is the reference, a thin one the output,
 * in another colour where the reference has no such line.
 *
 * @param vectors n * F numbers, element after element
 * @param features F, 1 or 2
 * @param figure what the positions mean
 * @param output positions 1..n
 * @param reference the right positions; null where they are not known
 * @param title what stands above
 */
@SuppressWarnings("ArrayRecordComponent") // read, not compared
public record PointPicture(
        float[] vectors, int features, Figure figure, int[] output, int @Nullable [] reference, String title) {

    /** What positions mean. */
    public enum Figure {
        /** Corners, in order. */
        POLYGON,
        /** Stations, in order. */
        PATH,
        /** Three corners of a triangle after three. */
        TRIANGLES
    }

    /** @throws PictureException where elements of so many numbers cannot be drawn */
    public PointPicture {
        if (features > 2) {
            throw new PictureException("Pictures show elements of one or two numbers, found " + features + ".");
        }
        int size = vectors.length / features;
        if (IntStream.of(output).anyMatch(position -> position < 1 || position > size)) {
            throw new IllegalArgumentException("Expected positions from 1 to " + size + ".");
        }
    }

    /**
     * Writes {@code NAME.svg} and {@code NAME.png}; missing folders are created.
     *
     * @throws PictureException if this machine's Java cannot draw text, for want of fonts, or if a file cannot be written
     */
    public void write(Path folder, String name) {
        PictureFile.requireFonts();
        Scene scene = new PointScene(this).scene();
        PictureFile.text(folder.resolve(name + ".svg"), SvgDrawing.of(scene));
        PictureFile.png(folder.resolve(name + ".png"), PixelDrawing.of(scene));
    }

    /**
     * The picture, two pixels to a point.
     *
     * @throws PictureException if this machine's Java cannot draw text, for want of fonts
     */
    public BufferedImage image() {
        PictureFile.requireFonts();
        return PixelDrawing.of(new PointScene(this).scene());
    }

    int size() {
        return vectors.length / features;
    }
}
