package org.seq4j.benchmarks.cases;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.data.pointing.PointingFile;
import org.seq4j.data.pointing.PointingGenerator;
import org.seq4j.data.pointing.PointingReader;
import org.seq4j.data.pointing.PointingTask;
import org.seq4j.data.pointing.PointsText;

/** Examples of points and positions, in each format, and made on the fly. */
final class PointingReaders {
    private static final int POINTS = 10;

    private PointingReaders() {}

    static Iteration read(String format, Parameters parameters) throws IOException {
        List<PointingExample> examples =
                new PointingGenerator(PointingTask.CONVEX_HULL, POINTS, POINTS, 1).fixed(0, parameters.number("lines"));
        Path file = Scratch.file(
                "examples." + format,
                examples.stream().map(example -> line(format, example)).toList());
        PointingFile layout = switch (format) {
            case "points" -> PointingFile.points(file);
            case "csv" -> PointingFile.csv(file, "0", "1", false);
            default -> PointingFile.jsonl(file, PointingFile.VECTORS, PointingFile.TARGET);
        };
        return () -> PointingReader.readAll(layout).size();
    }

    private static String line(String format, PointingExample example) {
        return switch (format) {
            case "points" -> PointsText.line(example);
            case "csv" -> join(example, " ", ";") + "," + positions(example, " ");
            default ->
                "{\"vectors\": [[%s]], \"target\": [%s]}".formatted(join(example, ",", "],["), positions(example, ","));
        };
    }

    private static String join(PointingExample example, String between, String points) {
        return IntStream.rangeClosed(1, example.size())
                .mapToObj(point -> example.value(point, 0) + between + example.value(point, 1))
                .collect(Collectors.joining(points));
    }

    private static String positions(PointingExample example, String between) {
        return Arrays.stream(example.target()).mapToObj(Integer::toString).collect(Collectors.joining(between));
    }

    /** Examples made on the fly: training must take fewer, else it waits. */
    static Iteration generate(PointingTask task, Parameters parameters) {
        int points = parameters.number("points");
        int batch = parameters.number("batch");
        PointingGenerator generator = new PointingGenerator(task, points, points, 1);
        long[] number = new long[1];
        return () -> {
            for (int i = 0; i < batch; i++) {
                generator.example(0, number[0]++);
            }
            return batch;
        };
    }
}
