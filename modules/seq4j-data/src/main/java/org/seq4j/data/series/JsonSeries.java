package org.seq4j.data.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.seq4j.data.text.JsonObject;
import org.seq4j.data.text.Place;
import org.seq4j.data.text.Utf8Lines;
import tools.jackson.databind.JsonNode;

/** A JSON object a line. */
final class JsonSeries {
    private final SeriesLayout.JsonLines layout;
    private final Missing missing;
    private final Utf8Lines lines;
    private final String name;
    private final List<String> fields;

    JsonSeries(SeriesLayout.JsonLines layout, Missing missing, Utf8Lines lines, String name) {
        this.layout = layout;
        this.missing = missing;
        this.lines = lines;
        this.name = name;
        this.fields = Stream.of(layout.values(), layout.labels(), layout.targets())
                .filter(Objects::nonNull)
                .toList();
    }

    List<Series> read() {
        List<Series> all = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            Place place = new Place(name, lines.lineNumber());
            if (line.isBlank()) {
                throw place.fault("the line is empty; every line needs a JSON object");
            }
            all.add(series(JsonObject.parse(line, place.toString(), fields), place));
        }
        return all;
    }

    private Series series(JsonObject object, Place place) {
        JsonNode steps = object.get(layout.values());
        if (!steps.isArray() || steps.isEmpty()) {
            throw place.fault("the field '" + layout.values() + "' is "
                    + (steps.isArray() ? "empty" : JsonObject.kind(steps)) + ", but an array of steps is needed");
        }
        Values values = new Values(missing);
        int features = rows(steps, layout.values(), values, place);
        List<String> labels = layout.labels() == null ? List.of() : labels(object, layout.labels(), place);
        float[] targets = {};
        boolean perStep = layout.perStep() && layout.targets() != null;
        if (layout.targets() != null) {
            targets = targets(object, layout.targets(), steps.size(), place);
        }
        return new Series(values.toArray(features, place), features, labels, targets, perStep, place);
    }

    /** Takes all numbers of an array of steps; how many each step has. */
    private static int rows(JsonNode steps, String field, Values values, Place place) {
        int features = steps.get(0).isArray() ? steps.get(0).size() : 1;
        int t = 0;
        for (JsonNode step : steps) {
            t++;
            int found = step.isArray() ? step.size() : 1;
            if (found != features || found == 0) {
                throw place.fault("step " + t + " of '" + field + "' has " + found
                        + (found == 1 ? " number" : " numbers") + ", but "
                        + (found == 0 ? "at least one is needed" : "the first step has " + features));
            }
            for (int f = 0; f < features; f++) {
                JsonNode number = step.isArray() ? step.get(f) : step;
                String what = "value " + (f + 1) + " of step " + t + " in '" + field + "'";
                values.add(Values.parse(text(number), what, place), what, place);
            }
        }
        return features;
    }

    private float[] targets(JsonObject object, String field, int steps, Place place) {
        JsonNode node = object.get(field);
        Values values = new Values(Missing.ERROR);
        if (!layout.perStep() && !node.isArray()) {
            return new float[] {Values.present(text(node), "'" + field + "'", place)};
        }
        if (!node.isArray() || node.isEmpty()) {
            throw place.fault("the field '" + field + "' is " + (node.isArray() ? "empty" : JsonObject.kind(node))
                    + ", but numbers to predict are needed");
        }
        if (layout.perStep() && node.size() != steps) {
            throw place.fault("there are targets at " + node.size() + " steps, but values at " + steps
                    + "; every step needs its targets");
        }
        int each = rows(node, field, values, place);
        if (!layout.perStep() && each != 1) {
            throw place.fault("the field '" + field + "' is an array of arrays, but one array of numbers is needed");
        }
        return values.toArray(each, place);
    }

    private static List<String> labels(JsonObject object, String field, Place place) {
        JsonNode value = object.get(field);
        List<String> labels = new ArrayList<>();
        for (JsonNode label : value.isArray() ? value : List.of(value)) {
            if (!(label.isString() || label.isIntegralNumber())
                    || label.asString().isBlank()) {
                throw place.fault("a label in '" + field + "' is " + JsonObject.kind(label)
                        + ", but a text that is not empty is needed");
            }
            labels.add(label.asString());
        }
        return labels;
    }

    /** A number's text; a text keeps its quotes, so that it is no number. */
    private static String text(JsonNode node) {
        return node.isNumber() ? node.asString() : node.toString();
    }
}
