package org.seq4j.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.evaluation.PairSamples;
import org.seq4j.experiments.evaluation.Prediction;
import org.seq4j.experiments.evaluation.heatmap.AttentionNumbers;
import tools.jackson.databind.json.JsonMapper;

/** What the outputs for one source look like, and the pictures beside them. */
final class PredictionFormat {
    private final JsonMapper mapper = new JsonMapper();
    private final boolean json;
    private final boolean scores;
    private final boolean numbered;
    private final @Nullable Path pictures;

    /**
     * @param json whether a source gives one JSON object
     * @param scores whether scores stand before texts
     * @param numbered whether the number of the source stands before its outputs
     * @param pictures folder for pictures of the attention, or null
     */
    PredictionFormat(boolean json, boolean scores, boolean numbered, @Nullable Path pictures) {
        this.json = json;
        this.scores = scores;
        this.numbered = numbered;
        this.pictures = pictures;
    }

    /**
     * The lines of output for one line of input.
     *
     * @param number number of the line, from 1
     * @param source the line
     * @param predictions its outputs, the best first
     */
    List<String> lines(long number, String source, List<Prediction> predictions) {
        Path folder = pictures;
        List<String> lines = new ArrayList<>();
        for (int rank = 0; rank < predictions.size(); rank++) {
            Prediction prediction = predictions.get(rank);
            if (folder != null) {
                PairSamples.draw(prediction, folder.resolve(number + (rank == 0 ? "" : "-" + (rank + 1)) + ".png"));
            }
            lines.add((numbered ? number + "\t" : "")
                    + (scores ? String.format(Locale.ROOT, "%.4f\t", prediction.score()) : "")
                    + prediction.text());
        }
        return json ? List.of(object(source, predictions)) : lines;
    }

    private String object(String source, List<Prediction> predictions) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("source", source);
        object.put("outputs", predictions.stream().map(PredictionFormat::output).toList());
        return mapper.writeValueAsString(object);
    }

    private static Map<String, Object> output(Prediction prediction) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("text", prediction.text());
        output.put("score", prediction.score());
        output.put("log_probability", prediction.logProbability());
        output.put("finished", prediction.finished());
        float[][] weights = prediction.attention();
        if (weights != null && weights.length > 0) {
            output.put("attention", AttentionNumbers.of(prediction.sourceTokens(), prediction.tokens(), weights));
        }
        return output;
    }
}
