package org.seq4j.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.experiments.evaluation.pointing.PointerPrediction;
import org.seq4j.experiments.evaluation.pointing.PointerSamples;
import org.seq4j.experiments.training.TrainedPredictor;
import tools.jackson.databind.json.JsonMapper;

/** Elements in, positions out. A line without anything gives one without anything. */
final class PositionLines implements LinePredictor {
    private static final double STEPS = 1e6; // six decimals of a probability

    private final JsonMapper mapper = new JsonMapper();
    private final TrainedPredictor.Positions opened;
    private final PointingLines parser;
    private final boolean json;
    private final boolean scores;
    private final boolean numbered;
    private final @Nullable Path pictures;
    private final @Nullable Path attention;

    /**
     * @param opened the model
     * @param input what faults call the input
     * @param json whether a source gives one JSON object
     * @param scores whether scores stand before positions
     * @param numbered whether the number of the source stands before its outputs
     * @param pictures folder for pictures of the outputs, or null
     * @param attention folder for pictures of the probabilities, or null
     */
    PositionLines(
            TrainedPredictor.Positions opened,
            String input,
            boolean json,
            boolean scores,
            boolean numbered,
            @Nullable Path pictures,
            @Nullable Path attention) {
        this.opened = opened;
        this.parser = new PointingLines(input, opened);
        this.json = json;
        this.scores = scores;
        this.numbered = numbered;
        this.pictures = pictures;
        this.attention = attention;
    }

    @Override
    public List<List<String>> lines(List<String> sources, long first) {
        List<PointingExample> examples = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            if (!sources.get(i).isBlank()) {
                examples.add(parser.parse(sources.get(i), first + i));
                rows.add(i);
            }
        }
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            lines.add(json ? List.of(object(sources.get(i), List.of())) : List.of(""));
        }
        List<List<PointerPrediction>> predictions = predict(examples, first);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            draw(first + row, examples.get(i), predictions.get(i));
            lines.set(row, lines(first + row, sources.get(row), predictions.get(i)));
        }
        return lines;
    }

    /** Outputs whose positions are those of the elements as they were given. */
    private List<List<PointerPrediction>> predict(List<PointingExample> examples, long first) {
        List<PointingExample> ordered = examples.stream()
                .map(example -> example.inOrder(opened.order(), null))
                .toList();
        List<List<PointerPrediction>> predictions = opened.predictor().predict(ordered, first);
        return IntStream.range(0, examples.size())
                .mapToObj(i -> {
                    int[] positions = opened.order().positions(examples.get(i));
                    return predictions.get(i).stream()
                            .map(prediction -> prediction.at(positions))
                            .toList();
                })
                .toList();
    }

    private void draw(long number, PointingExample example, List<PointerPrediction> predictions) {
        for (int rank = 0; rank < predictions.size(); rank++) {
            String name = number + (rank == 0 ? "" : "-" + (rank + 1));
            if (pictures != null) {
                PointerSamples.draw(example, opened.task(), predictions.get(rank), pictures, name);
            }
            if (attention != null) {
                PointerSamples.drawProbabilities(example, predictions.get(rank), attention.resolve(name + ".png"));
            }
        }
    }

    private List<String> lines(long number, String source, List<PointerPrediction> predictions) {
        if (json) {
            return List.of(object(source, predictions));
        }
        return predictions.stream()
                .map(prediction -> (numbered ? number + "\t" : "")
                        + (scores ? String.format(Locale.ROOT, "%.4f\t", prediction.score()) : "")
                        + prediction.text())
                .toList();
    }

    private String object(String source, List<PointerPrediction> predictions) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("source", source);
        object.put("outputs", predictions.stream().map(PositionLines::output).toList());
        return mapper.writeValueAsString(object);
    }

    private static Map<String, Object> output(PointerPrediction prediction) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("positions", prediction.positions());
        output.put("score", prediction.score());
        output.put("log_probability", prediction.logProbability());
        output.put("finished", prediction.finished());
        float[][] probabilities = prediction.probabilities();
        if (probabilities != null) {
            List<double[]> rows = new ArrayList<>();
            for (float[] row : probabilities) {
                double[] rounded = new double[row.length];
                for (int s = 0; s < row.length; s++) {
                    rounded[s] = Math.rint(row[s] * STEPS) / STEPS;
                }
                rows.add(rounded);
            }
            output.put("probabilities", rows);
        }
        return output;
    }
}
