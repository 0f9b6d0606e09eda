package org.seq4j.experiments.evaluation.picture;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.seq4j.experiments.evaluation.metric.ConfusionCounts;

/**
 * How often each class was taken for each other one: a row for each right class, a column for each predicted one, the
 * darker a cell the greater its share of the row. Of many classes those that are confused most are shown, and the picture
 * says so.
 *
 * @param counts what was counted
 * @param title what stands above
 */
public record ConfusionPicture(ConfusionCounts counts, String title) {
    /** Most classes of a picture. */
    static final int MOST = 24;

    /**
     * Writes {@code NAME.svg} and {@code NAME.png}; missing folders are created.
     *
     * @throws PictureException if this machine's Java cannot draw text, for want of fonts, or if a file cannot be written
     */
    public void write(Path folder, String name) {
        PictureFile.requireFonts();
        Scene scene = new ConfusionScene(this).scene();
        PictureFile.text(folder.resolve(name + ".svg"), SvgDrawing.of(scene));
        PictureFile.png(folder.resolve(name + ".png"), PixelDrawing.of(scene));
    }

    /** The classes that are shown, by their numbers: all, or those with most mistakes, in the order of the classes. */
    List<Integer> shown() {
        int classes = counts.names().size();
        return IntStream.range(0, classes)
                .boxed()
                .sorted(Comparator.comparingLong(this::mistakes).reversed())
                .limit(MOST)
                .sorted()
                .toList();
    }

    /** Examples of the class that were taken for others, and of others that were taken for it. */
    private long mistakes(int one) {
        return IntStream.range(0, counts.names().size())
                .filter(other -> other != one)
                .mapToLong(other -> counts.count(one, other) + counts.count(other, one))
                .sum();
    }

    /** All examples of a class. */
    long support(int gold) {
        return IntStream.range(0, counts.names().size())
                .mapToLong(predicted -> counts.count(gold, predicted))
                .sum();
    }
}
