package org.seq4j.data.pair;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Utf8Lines;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two text fields of a JSON object a line. */
final class JsonLinesReader extends PairReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final PairFile file;
    private final Utf8Lines lines;

    JsonLinesReader(PairFile file) {
        this.file = file;
        this.lines = Utf8Lines.open(file.path());
    }

    @Override
    public @Nullable TextPair next() {
        String line = lines.next();
        if (line == null) {
            return null;
        }
        if (line.isBlank()) {
            return new TextPair("", "");
        }
        JsonNode object;
        try {
            object = MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw fault("the line is not JSON: " + e.getOriginalMessage(), e);
        }
        if (!object.isObject()) {
            throw fault(
                    "the line is " + kind(object) + ", but every line should be an object with the fields "
                            + file.sourceField() + " and " + file.targetField(),
                    null);
        }
        return new TextPair(text(object, file.sourceField()), text(object, file.targetField()));
    }

    private String text(JsonNode object, String field) {
        JsonNode value = find(object, field);
        if (value == null) {
            throw fault(
                    "there is no field '" + field + "'; the object has " + String.join(", ", object.propertyNames()),
                    null);
        }
        if (!value.isString()) {
            throw fault("the field '" + field + "' is " + kind(value) + ", but text is needed", null);
        }
        return value.stringValue();
    }

    /** The field of this name, else by the part before the first dot and so on into nested objects. */
    private static @Nullable JsonNode find(JsonNode object, String field) {
        JsonNode whole = object.get(field);
        int dot = field.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        JsonNode outer = object.get(field.substring(0, dot));
        return outer == null ? null : find(outer, field.substring(dot + 1));
    }

    private static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private DataException fault(String what, @Nullable Throwable cause) {
        return new DataException(file.path() + ":" + lineNumber() + ": " + what + ".", cause);
    }

    @Override
    public long lineNumber() {
        return lines.lineNumber();
    }

    @Override
    public void close() {
        lines.close();
    }
}
