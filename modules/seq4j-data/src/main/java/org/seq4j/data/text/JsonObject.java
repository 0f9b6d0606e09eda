package org.seq4j.data.text;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object that stands on a line of its own. */
public final class JsonObject {
    /** NaN is read, so that whoever wants a number can name the field it stands in; fractions are kept as written. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode object;
    private final String place;

    private JsonObject(JsonNode object, String place) {
        this.object = object;
        this.place = place;
    }

    /**
     * Parses a line.
     *
     * @param place file and line for messages
     * @param fields the fields that will be asked for
     * @throws DataException where the line is no JSON object, or names a field twice
     */
    public static JsonObject parse(String line, String place, List<String> fields) {
        JsonNode node;
        try {
            node = MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw new DataException(place + ": the line is not JSON: " + e.getOriginalMessage() + ".", e);
        }
        JsonObject object = new JsonObject(node, place);
        if (!node.isObject()) {
            throw object.fault("the line is " + kind(node) + ", but every line should be an object with the "
                    + (fields.size() == 1 ? "field " : "fields ") + String.join(" and ", fields));
        }
        return object;
    }

    /**
     * The field of this name, else by the part before the first dot and so on into nested objects.
     *
     * @throws DataException where there is none
     */
    public JsonNode get(String field) {
        JsonNode value = find(object, field);
        if (value == null) {
            throw fault(
                    "there is no field '" + field + "'; the object has " + String.join(", ", object.propertyNames()));
        }
        return value;
    }

    private static @Nullable JsonNode find(JsonNode object, String field) {
        JsonNode whole = object.get(field);
        int dot = field.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        JsonNode outer = object.get(field.substring(0, dot));
        return outer == null ? null : find(outer, field.substring(dot + 1));
    }

    /** The kind of a value, for messages. */
    public static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /** What is wrong, as an exception that names the place. */
    public DataException fault(String what) {
        return new DataException(place + ": " + what + ".");
    }
}
