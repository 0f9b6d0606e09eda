package org.seq4j.data.pointing;

import java.util.List;
import org.seq4j.data.text.JsonObject;
import tools.jackson.databind.JsonNode;

/** Two arrays of a JSON object. */
final class JsonLine implements PointingLineParser {
    private final PointingFile file;
    private final ExampleBuilder builder;

    JsonLine(PointingFile file) {
        this.file = file;
        this.builder = new ExampleBuilder(file);
    }

    @Override
    public PointingExample parse(String line, long number) {
        builder.start(number);
        if (line.isBlank()) {
            throw builder.fault("the line is empty; every line needs a JSON object");
        }
        List<String> fields =
                file.labelled() ? List.of(file.vectorsField(), file.targetField()) : List.of(file.vectorsField());
        JsonObject object = JsonObject.parse(line, builder.place(), fields);
        int element = 0;
        for (JsonNode vector : array(object, file.vectorsField())) {
            element++;
            if (vector.isArray()) {
                int value = 0;
                for (JsonNode node : vector) {
                    value++;
                    builder.value(
                            number(node),
                            "value " + value + " of element " + element + " in '" + file.vectorsField() + "'");
                }
                builder.element(value);
            } else {
                builder.value(number(vector), "element " + element + " in '" + file.vectorsField() + "'");
                builder.element(1);
            }
        }
        builder.endElements();
        int place = 0;
        for (JsonNode node : file.labelled() ? array(object, file.targetField()) : List.<JsonNode>of()) {
            place++;
            builder.position(number(node), "number " + place + " in '" + file.targetField() + "'");
        }
        return builder.build();
    }

    private static JsonNode array(JsonObject object, String field) {
        JsonNode value = object.get(field);
        if (!value.isArray()) {
            throw object.fault("the field '" + field + "' is " + JsonObject.kind(value) + ", but an array is needed");
        }
        return value;
    }

    /** A number's text; a text keeps its quotes, so that it is no number. */
    private static String number(JsonNode node) {
        return node.isNumber() ? node.asString() : node.toString();
    }
}
