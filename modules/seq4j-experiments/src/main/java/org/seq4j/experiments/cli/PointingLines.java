package org.seq4j.experiments.cli;

import java.nio.file.Path;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.data.pointing.PointingFile;
import org.seq4j.data.pointing.PointingFormat;
import org.seq4j.data.pointing.PointingLineParser;
import org.seq4j.experiments.training.TrainedPredictor;

/**
 * Reads elements from lines: numbers, {@code x1 y1 .. xn yn}, with the right positions behind the word output where they
 * are known; or a JSON object.
 */
final class PointingLines {
    private final PointingFile numbers;
    private final PointingFile objects;

    /**
     * @param input what faults call the input
     * @param opened what the elements are for
     */
    PointingLines(String input, TrainedPredictor.Positions opened) {
        int features = opened.predictor().features();
        numbers = new PointingFile(
                PointingFormat.POINTS,
                Path.of(input),
                features,
                PointingFile.VECTORS,
                PointingFile.TARGET,
                false,
                true);
        objects = PointingFile.jsonl(Path.of(input), opened.vectorsField(), opened.positionsField())
                .withFeatures(features);
    }

    /**
     * The example of a line.
     *
     * @param number of the line, for messages
     * @throws org.seq4j.data.DataException if it is none
     */
    PointingExample parse(String line, long number) {
        boolean isObject = line.stripLeading().startsWith("{");
        PointingFile file = isObject ? objects : numbers;
        boolean labelled = isObject ? line.contains('"' + lastName(file.targetField()) + '"') : line.contains("output");
        return PointingLineParser.of(labelled ? file : file.unlabelled()).parse(line, number);
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
