package org.seq4j.data.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Utf8Lines;

/** Reads the series of a file. Faults are {@link DataException}s that name file and line. */
public final class SeriesReader {
    private SeriesReader() {}

    /**
     * All series of a file.
     *
     * @throws DataException where there is no such file, it holds no series, or it breaks the rules of its layout: a wrong
     *     column, a ragged row, channels of different length, other numbers of channels than before, what is no finite
     *     number, a missing value with {@link Missing#ERROR}, a missing label or target, an empty series
     */
    public static List<Series> readAll(SeriesLayout layout, Missing missing, Path path) {
        if (layout instanceof SeriesLayout.Matlab matlab) {
            return MatlabSeries.read(matlab, missing, path);
        }
        try (Utf8Lines lines = Utf8Lines.open(path)) {
            return read(layout, missing, lines, path.toString());
        }
    }

    /**
     * All series of several files, in their order: a series a file with a table that has no groups.
     *
     * @throws DataException as {@link #readAll}, and where the files differ in their numbers of channels or targets
     */
    public static List<Series> readAll(SeriesLayout layout, Missing missing, List<Path> files) {
        List<Series> all = new ArrayList<>();
        for (Path file : files) {
            all.addAll(readAll(layout, missing, file));
        }
        return alike(all);
    }

    /**
     * All series of a text; the text stays open.
     *
     * @param name the text's name in messages
     * @throws IllegalArgumentException for a layout that is no text
     */
    public static List<Series> read(SeriesLayout layout, Missing missing, Utf8Lines lines, String name) {
        List<Series> series = parse(layout, missing, lines, name);
        if (series.isEmpty()) {
            throw new DataException(name + " holds no series; check the path and the layout.");
        }
        return alike(series);
    }

    private static List<Series> parse(SeriesLayout layout, Missing missing, Utf8Lines lines, String name) {
        if (layout instanceof SeriesLayout.Ts ts) {
            return new TsSeries(ts, missing, lines, name).read();
        }
        if (layout instanceof SeriesLayout.Csv csv) {
            return new CsvSeries(csv, missing, lines, name).read();
        }
        if (layout instanceof SeriesLayout.JsonLines json) {
            return new JsonSeries(json, missing, lines, name).read();
        }
        throw new IllegalArgumentException("A MATLAB file is no text.");
    }

    /** Holds all series to the numbers of channels and targets of the first. */
    static List<Series> alike(List<Series> all) {
        for (Series series : all) {
            check(series, "channel", series.features(), all.get(0).features());
            check(series, "target", series.targetFeatures(), all.get(0).targetFeatures());
        }
        return all;
    }

    private static void check(Series series, String what, int found, int expected) {
        if (found != expected) {
            throw series.place()
                    .fault("the series has " + found + " " + what + (found == 1 ? "" : "s") + ", but the first one has "
                            + expected + "; all series need as many");
        }
    }
}
