package org.seq4j.experiments.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.label.LabelSet;
import org.seq4j.experiments.evaluation.series.SeriesCodec;
import tools.jackson.databind.json.JsonMapper;

/** What the prediction for one series, or for the steps of it so far, looks like. */
final class SeriesFormat {
    private final JsonMapper mapper = new JsonMapper();
    private final SeriesCodec codec;
    private final boolean json;
    private final @Nullable LabelFormat labels;

    /**
     * @param codec what is predicted
     * @param multiLabel whether a series has any number of labels
     * @param json whether a prediction is a JSON object
     * @param scores whether the probability stands before a label
     */
    SeriesFormat(SeriesCodec codec, boolean multiLabel, boolean json, boolean scores) {
        this.codec = codec;
        this.json = json;
        LabelSet names = codec.labels();
        this.labels = names == null ? null : new LabelFormat(names, multiLabel, ";", json, scores);
    }

    /**
     * The line of a prediction.
     *
     * @param source where the series stands
     * @param prediction probabilities of the labels, or numbers step after step
     */
    String line(String source, float[] prediction) {
        if (labels != null) {
            return labels.line(source, prediction);
        }
        if (!json) {
            return text(prediction);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("source", source);
        object.put("prediction", rows(prediction));
        return mapper.writeValueAsString(object);
    }

    /** The numbers of a step between blanks, steps between semicolons. */
    private String text(float[] prediction) {
        int size = codec.outputsOfStep();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < prediction.length; i++) {
            text.append(i == 0 ? "" : i % size == 0 ? ";" : " ").append(prediction[i]);
        }
        return text.toString();
    }

    /** An array of numbers, or of such arrays where there can be several steps. */
    private Object rows(float[] prediction) {
        if (codec.kind() == SeriesCodec.Kind.TARGET) {
            return prediction;
        }
        int size = codec.outputsOfStep();
        List<float[]> rows = new ArrayList<>();
        for (int from = 0; from < prediction.length; from += size) {
            rows.add(Arrays.copyOfRange(prediction, from, from + size));
        }
        return rows;
    }
}
