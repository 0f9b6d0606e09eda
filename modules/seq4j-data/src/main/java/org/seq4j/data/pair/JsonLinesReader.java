package org.seq4j.data.pair;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.text.JsonObject;
import org.seq4j.data.text.Utf8Lines;
import tools.jackson.databind.JsonNode;

/** Two text fields of a JSON object a line. */
final class JsonLinesReader extends PairReader {
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
        JsonObject object = JsonObject.parse(
                line, file.path() + ":" + lineNumber(), List.of(file.sourceField(), file.targetField()));
        return new TextPair(text(object, file.sourceField()), text(object, file.targetField()));
    }

    private static String text(JsonObject object, String field) {
        JsonNode value = object.get(field);
        if (!value.isString()) {
            throw object.fault("the field '" + field + "' is " + JsonObject.kind(value) + ", but text is needed");
        }
        return value.stringValue();
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
