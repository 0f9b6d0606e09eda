package org.seq4j.experiments.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.text.Place;
import org.seq4j.experiments.evaluation.label.ClassScores;
import org.seq4j.experiments.evaluation.label.SentenceLabeler.Tagging;
import org.seq4j.experiments.evaluation.metric.SpanF1;
import org.seq4j.experiments.training.TrainedLabeler;
import tools.jackson.databind.json.JsonMapper;

/** Sentences in, labels or tags out: a line each. A line without anything gives one without anything. */
final class LabelLines implements LinePredictor {
    private final JsonMapper mapper = new JsonMapper();
    private final TrainedLabeler opened;
    private final String input;
    private final boolean json;
    private final @Nullable LabelFormat classes; // null: a tagger

    /**
     * @param opened the model
     * @param input what faults call the input
     * @param json whether a sentence gives one JSON object
     * @param scores whether probabilities stand before labels
     */
    LabelLines(TrainedLabeler opened, String input, boolean json, boolean scores) {
        this.opened = opened;
        this.input = input;
        this.json = json;
        this.classes = opened.isTagger()
                ? null
                : new LabelFormat(
                        Objects.requireNonNull(opened.labeler().encoder().labels()),
                        opened.multiLabel(),
                        opened.labelSeparator(),
                        json,
                        scores);
    }

    @Override
    public List<List<String>> lines(List<String> sources, long first) {
        List<List<String>> sentences = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            lines.add(List.of(json ? empty(sources.get(i)) : ""));
            if (!sources.get(i).isBlank()) {
                sentences.add(opened.tokens(sources.get(i), new Place(input, first + i)));
                rows.add(i);
            }
        }
        List<String> outputs =
                classes == null ? tags(sentences, sources, rows) : labels(classes, sentences, sources, rows);
        for (int i = 0; i < rows.size(); i++) {
            lines.set(rows.get(i), List.of(outputs.get(i)));
        }
        return lines;
    }

    private String empty(String source) {
        return mapper.writeValueAsString(Map.of("source", source));
    }

    private List<String> labels(
            LabelFormat format, List<List<String>> sentences, List<String> sources, List<Integer> rows) {
        List<float[]> probabilities = opened.labeler().classes(sentences);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            lines.add(format.line(sources.get(rows.get(i)), probabilities.get(i)));
        }
        return lines;
    }

    private List<String> tags(List<List<String>> sentences, List<String> sources, List<Integer> rows) {
        List<Tagging> taggings = opened.labeler().tags(sentences);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            Tagging tagging = taggings.get(i);
            lines.add(json ? object(sources.get(rows.get(i)), sentences.get(i), tagging) : line(tagging));
        }
        return lines;
    }

    private List<String> names(Tagging tagging) {
        return Objects.requireNonNull(opened.labeler().encoder().tags()).names(tagging.tags());
    }

    private String line(Tagging tagging) {
        String intent = intent(opened, tagging);
        return (intent == null ? "" : intent + "\t") + String.join(" ", names(tagging));
    }

    /** The most probable label of the whole sentence; null where the model has none. */
    static @Nullable String intent(TrainedLabeler opened, Tagging tagging) {
        float[] intents = tagging.intents();
        LabelSet labels = opened.labeler().encoder().labels();
        return intents == null || labels == null ? null : labels.name(ClassScores.best(intents));
    }

    private String object(String source, List<String> tokens, Tagging tagging) {
        Map<String, Object> object = new LinkedHashMap<>();
        List<String> tags = names(tagging);
        List<Double> probabilities = new ArrayList<>();
        for (float probability : tagging.probabilities()) {
            probabilities.add(LabelFormat.rounded(probability));
        }
        object.put("source", source);
        object.put("tokens", tokens);
        object.put("tags", tags);
        object.put("probabilities", probabilities);
        if (opened.chunks()) {
            object.put("chunks", chunks(tokens, tags));
        }
        float[] intents = tagging.intents();
        if (intents != null) {
            object.put("intent", intent(opened, tagging));
            object.put(
                    "intent_probabilities",
                    LabelFormat.named(
                            Objects.requireNonNull(opened.labeler().encoder().labels()), intents));
        }
        return mapper.writeValueAsString(object);
    }

    /** Type, first token (from 0), the token after the last one, and text of each chunk. */
    private static List<Map<String, Object>> chunks(List<String> tokens, List<String> tags) {
        List<Map<String, Object>> chunks = new ArrayList<>();
        for (SpanF1.Span span : SpanF1.spans(tags)) {
            Map<String, Object> chunk = new LinkedHashMap<>();
            chunk.put("type", span.type());
            chunk.put("start", span.start());
            chunk.put("end", span.end());
            chunk.put("text", String.join(" ", tokens.subList(span.start(), span.end())));
            chunks.add(chunk);
        }
        return chunks;
    }
}
