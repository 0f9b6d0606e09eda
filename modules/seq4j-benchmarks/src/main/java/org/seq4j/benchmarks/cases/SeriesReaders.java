package org.seq4j.benchmarks.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seq4j.data.series.Missing;
import org.seq4j.data.series.SeriesLayout;
import org.seq4j.data.series.SeriesReader;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Matrix;

/** Series of 20 steps of 4 numbers, in each format. */
final class SeriesReaders {
    private static final int STEPS = 20;
    private static final int FEATURES = 4;

    private SeriesReaders() {}

    static Iteration read(String format, Parameters parameters) throws IOException {
        float[][] series = RandomArrays.rows(1, parameters.number("lines"), STEPS * FEATURES);
        SeriesLayout layout = switch (format) {
            case "ts" -> new SeriesLayout.Ts();
            case "csv" -> SeriesLayout.Csv.grouped("series", "label");
            case "jsonl" -> new SeriesLayout.JsonLines("values", "label", null, false);
            default -> new SeriesLayout.Matlab("series");
        };
        Path file = Scratch.folder().resolve("series." + format);
        if (format.equals("matlab")) {
            writeMatlab(file, series);
        } else {
            Files.write(file, lines(format, series));
        }
        return () -> SeriesReader.readAll(layout, Missing.ERROR, file).stream()
                .mapToLong(one -> one.values().length)
                .sum();
    }

    private static List<String> lines(String format, float[][] series) {
        List<String> lines = new ArrayList<>();
        if (format.equals("ts")) {
            lines.addAll(List.of("@problemName random", "@univariate false", "@classLabel true a b", "@data"));
        } else if (format.equals("csv")) {
            lines.add("series,label," + numbers(FEATURES, feature -> "f" + feature));
        }
        for (int number = 0; number < series.length; number++) {
            float[] values = series[number];
            String label = number % 2 == 0 ? "a" : "b";
            switch (format) {
                case "ts" ->
                    lines.add(IntStream.range(0, FEATURES)
                            .mapToObj(feature -> numbers(STEPS, step -> "" + values[step * FEATURES + feature]))
                            .collect(Collectors.joining(":", "", ":" + label)));
                case "csv" -> {
                    for (int step = 0; step < STEPS; step++) {
                        lines.add(number + "," + label + "," + row(values, step));
                    }
                }
                default ->
                    lines.add(IntStream.range(0, STEPS)
                            .mapToObj(step -> "[" + row(values, step) + "]")
                            .collect(Collectors.joining(",", "{\"values\": [", "], \"label\": \"" + label + "\"}")));
            }
        }
        return lines;
    }

    private static String row(float[] values, int step) {
        return numbers(FEATURES, feature -> "" + values[step * FEATURES + feature]);
    }

    private static String numbers(int count, java.util.function.IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(","));
    }

    private static void writeMatlab(Path file, float[][] series) throws IOException {
        Cell cells = Mat5.newCell(1, series.length);
        for (int number = 0; number < series.length; number++) {
            Matrix matrix = Mat5.newMatrix(STEPS, FEATURES);
            for (int i = 0; i < STEPS * FEATURES; i++) {
                matrix.setFloat(i / FEATURES, i % FEATURES, series[number][i]);
            }
            cells.set(0, number, matrix);
        }
        Mat5.writeToFile(Mat5.newMatFile().addArray("series", cells), file.toFile());
    }
}
