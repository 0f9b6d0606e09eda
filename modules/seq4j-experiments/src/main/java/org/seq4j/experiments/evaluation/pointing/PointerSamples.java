package org.seq4j.experiments.evaluation.pointing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.evaluation.heatmap.AttentionHeatMap;
import org.seq4j.experiments.evaluation.picture.PointPicture;
import org.seq4j.experiments.evaluation.sample.Sample;
import org.seq4j.experiments.evaluation.sample.Samples;

/** A few examples for a human eye. */
public final class PointerSamples {
    private PointerSamples() {}

    /** Elements, reference and output of each example. */
    public static Samples of(List<PointingExample> examples, DataConfig.Task task, PointerPredictor predictor) {
        List<PointerPrediction> outputs = predictor.best(examples);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            PointingExample example = examples.get(i);
            PointerPrediction output = outputs.get(i);
            samples.add(new Sample(
                    elements(example),
                    PointerPrediction.text(example.target()),
                    output.text(),
                    PositionScores.isRight(task, example, output.positions())));
        }
        return new Samples.Compared(samples);
    }

    /** Such as {@code .23,.77 .07,.58}: two digits tell points apart. */
    private static String elements(PointingExample example) {
        return IntStream.rangeClosed(1, example.size())
                .mapToObj(position -> IntStream.range(0, example.features())
                        .mapToObj(feature -> String.format(Locale.ROOT, "%.2f", example.value(position, feature))
                                .replaceFirst("^(-?)0\\.", "$1."))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining(" "));
    }

    /**
     * A picture of the output for each example: {@code 1.svg}, {@code 1.png}, {@code 2.svg} and so on.
     *
     * @throws org.seq4j.experiments.evaluation.picture.PictureException if a picture cannot be drawn or written
     */
    public static void draw(
            List<PointingExample> examples, DataConfig.Task task, PointerPredictor predictor, Path folder) {
        List<PointerPrediction> outputs = predictor.best(examples);
        for (int i = 0; i < examples.size(); i++) {
            draw(examples.get(i), task, outputs.get(i), folder, Integer.toString(i + 1));
        }
    }

    /**
     * The picture of one output.
     *
     * @param example the elements, and the target where there is one
     * @param name of the files, without their endings
     */
    public static void draw(
            PointingExample example, DataConfig.Task task, PointerPrediction prediction, Path folder, String name) {
        boolean known = example.target().length > 0;
        String verdict =
                !known ? "" : PositionScores.isRight(task, example, prediction.positions()) ? ": right" : ": wrong";
        String title =
                task.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + example.size() + " elements" + verdict;
        new PointPicture(
                        example.vectors(),
                        example.features(),
                        figure(task),
                        prediction.positions(),
                        known ? example.target() : null,
                        title)
                .write(folder, name);
    }

    /**
     * A picture of the probabilities of each step; none where the model gives none or the output is empty.
     *
     * @throws org.seq4j.experiments.evaluation.picture.PictureException if it cannot be drawn or written
     */
    public static void drawProbabilities(PointingExample example, PointerPrediction prediction, Path png) {
        float[][] probabilities = prediction.probabilities();
        if (probabilities == null || probabilities.length == 0) {
            return;
        }
        List<String> outcomes = new ArrayList<>(List.of("end"));
        IntStream.rangeClosed(1, example.size()).mapToObj(Integer::toString).forEach(outcomes::add);
        List<String> chosen = Arrays.stream(prediction.positions())
                .mapToObj(Integer::toString)
                .toList();
        AttentionHeatMap.write(png, outcomes, chosen, probabilities);
    }

    private static PointPicture.Figure figure(DataConfig.Task task) {
        return switch (task) {
            case CONVEX_HULL -> PointPicture.Figure.POLYGON;
            case DELAUNAY -> PointPicture.Figure.TRIANGLES;
            case TSP, SORT, POINTING -> PointPicture.Figure.PATH;
        };
    }
}
