package org.seq4j.data.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.text.JsonObject;
import org.seq4j.data.text.Place;
import org.seq4j.data.text.Utf8Lines;
import tools.jackson.databind.JsonNode;

/** A JSON object a line. */
final class JsonSentences extends TaggedReader {
    private final TaggedLayout.JsonLines layout;
    private final List<String> fields;

    JsonSentences(TaggedLayout.JsonLines layout, Utf8Lines lines, String name) {
        super(lines, name);
        this.layout = layout;
        this.fields = Stream.of(layout.tokens(), layout.tags(), layout.labels())
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public @Nullable TaggedSentence next() {
        String line = lines.next();
        if (line == null) {
            return null;
        }
        Place place = place();
        if (line.isBlank()) {
            throw place.fault("the line is empty; every line needs a JSON object");
        }
        JsonObject object = JsonObject.parse(line, place.toString(), fields);
        JsonNode tokens = object.get(layout.tokens());
        List<String> words = tokens.isString()
                ? layout.tokenizer().tokenize(tokens.stringValue())
                : texts(object, layout.tokens(), tokens, place);
        List<String> tags =
                layout.tags() == null ? List.of() : texts(object, layout.tags(), object.get(layout.tags()), place);
        List<String> labels = layout.labels() == null ? List.of() : labels(object, layout.labels(), place);
        return sentence(words, tags, layout.tagged(), labels, TaggedSentence.Places.line(place));
    }

    private static List<String> labels(JsonObject object, String field, Place place) {
        JsonNode value = object.get(field);
        return value.isString() ? labels(value.stringValue(), "", place) : texts(object, field, value, place);
    }

    private static List<String> texts(JsonObject object, String field, JsonNode value, Place place) {
        if (!value.isArray()) {
            throw object.fault(
                    "the field '" + field + "' is " + JsonObject.kind(value) + ", but an array of texts is needed");
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode text : value) {
            if (!text.isString() || text.stringValue().isEmpty()) {
                throw place.fault("element " + (texts.size() + 1) + " of '" + field + "' is "
                        + (text.isString() ? "an empty text" : JsonObject.kind(text)) + ", but a text is needed");
            }
            texts.add(text.stringValue());
        }
        return texts;
    }
}
