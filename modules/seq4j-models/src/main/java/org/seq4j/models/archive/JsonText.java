package org.seq4j.models.archive;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.StreamReadFeature;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** JSON as a plain tree: no types are bound, and depth and length of numbers are checked before the parser sees the text. */
final class JsonText {
    private static final int MAX_NUMBER_LENGTH = 64;
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonText() {}

    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    static String pretty(JsonNode node) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree cannot be written.", e);
        }
    }

    /**
     * Parses one JSON object.
     *
     * @param what name of the text, for messages
     * @throws ArchiveException if it is not one JSON object, is nested deeper than {@code maxDepth} or names a field twice
     */
    static ObjectNode parse(String what, String text, int maxDepth) {
        checkShape(what, text, maxDepth);
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new ArchiveException(
                    what + ": expected a JSON object, found " + (node == null ? "nothing" : node.getNodeType()));
        } catch (JsonProcessingException e) {
            throw new ArchiveException(
                    what + ": expected JSON, found a fault: " + EntryNames.shortened(e.getOriginalMessage()), e);
        }
    }

    /** The text of a field that must be there. */
    static String string(String what, JsonNode object, String field) {
        JsonNode value = object.get(field);
        if (value == null || !value.isTextual()) {
            throw new ArchiveException(what + ": expected a text \"" + field + "\", found " + kind(value));
        }
        return value.textValue();
    }

    /** A whole number, at least 0, that must be there. */
    static long count(String what, @Nullable JsonNode value) {
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new ArchiveException(what + ": expected a whole number of at least 0, found "
                    + (value == null ? "nothing" : EntryNames.shortened(value.toString())));
        }
        return value.longValue();
    }

    /** An object whose values are all objects, or all texts, that must be there. */
    static ObjectNode object(String what, JsonNode object, String field) {
        if (object.get(field) instanceof ObjectNode node) {
            return node;
        }
        throw new ArchiveException(what + ": expected an object \"" + field + "\", found " + kind(object.get(field)));
    }

    static Iterable<Map.Entry<String, JsonNode>> fields(ObjectNode node) {
        return node::fields;
    }

    static String kind(@Nullable JsonNode value) {
        return value == null
                ? "nothing"
                : "a JSON " + value.getNodeType().toString().toLowerCase(Locale.ROOT);
    }

    private static void checkShape(String what, String text, int maxDepth) {
        int depth = 0;
        int number = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
                continue;
            }
            number = isNumeric(c) ? number + 1 : 0;
            if (number > MAX_NUMBER_LENGTH) {
                throw new ArchiveException(what + ": expected numbers of at most " + MAX_NUMBER_LENGTH
                        + " characters, found a longer one at character " + i);
            }
            if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                if (++depth > maxDepth) {
                    throw new ArchiveException(what + ": expected JSON nested at most " + maxDepth
                            + " deep, found more at character " + i);
                }
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
    }

    private static boolean isNumeric(char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    }
}
