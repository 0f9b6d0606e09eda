package org.seq4j.experiments.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.seq4j.backend.MemorySize;

/**
 * Writes the JSON Schema (draft 2020-12) of an experiment file. A value may always be an interpolation or {@code ???};
 * required keys are asked for only where no {@code extends} may bring them. Rules across keys, other than "only with", are the loader's.
 */
final class JsonSchemaWriter {

    /** Pattern of a value that is decided later: an interpolation, or none yet. */
    private static final String OPEN = "\\$\\{|^\\?\\?\\?$";

    private final Schema schema = Schema.experiment();
    private final List<Object> conditions = new ArrayList<>();
    private @Nullable Map<String, Object> selected; // says that the variant in work is the one in the file

    String write() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "seq4j experiment file");
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("extends", ordered("type", List.of("string", "array"), "items", ordered("type", "string")));
        root.putAll(section(ExperimentConfig.class, "", properties));
        Map<String, Object> sweep = ordered("description", ConfigReference.SWEEP);
        sweep.putAll(section(SweepConfig.class, SweepConfig.KEY, new LinkedHashMap<>()));
        sweep.put("type", List.of("object", "null"));
        properties.put(SweepConfig.KEY, sweep);
        conditions.add(
                0,
                ordered(
                        "if",
                        ordered("not", ordered("required", List.of("extends"))),
                        "then",
                        required(ExperimentConfig.class, "")));
        root.put("allOf", conditions);
        root.put("$defs", ordered("open", ordered("type", "string", "pattern", OPEN)));
        StringBuilder json = new StringBuilder();
        append(json, root, "");
        return json.append('\n').toString();
    }

    private Map<String, Object> section(Class<?> type, String path, Map<String, Object> properties) {
        for (SchemaKey key : schema.keys(type, path)) {
            properties.put(key.name(), property(key));
            for (SchemaKey.Condition condition : key.conditions()) {
                Object rule = condition(key, condition);
                if (!conditions.contains(rule)) { // variants may share a key with its condition
                    conditions.add(rule);
                }
            }
        }
        return ordered("type", "object", "additionalProperties", false, "properties", properties);
    }

    private Map<String, Object> property(SchemaKey key) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("description", key.meaning());
        if (key.type().isSealed()) {
            List<Object> variants = new ArrayList<>();
            Schema.variants(key.type()).forEach((name, variant) -> {
                Map<String, Object> keys = new LinkedHashMap<>();
                keys.put(Schema.TYPE, ordered("const", name));
                selected = at(Schema.join(key.path(), Schema.TYPE), ordered("const", name), true);
                variants.add(section(variant, key.path(), keys));
                selected = null;
            });
            property.put("anyOf", variants);
        } else if (key.isSection()) {
            Map<String, Object> section = section(key.type(), key.path(), new LinkedHashMap<>());
            // A backend may be named; a section without keys may be left empty.
            boolean named = key.type() == BackendConfig.class;
            section.put("type", named ? List.of("object", "string", "null") : List.of("object", "null"));
            if (key.key().shorthand().isEmpty()) {
                property.putAll(section);
            } else {
                String inner = Schema.join(key.path(), key.key().shorthand());
                property.put("anyOf", List.of(section, value(schema.find(inner).get(0))));
            }
        } else {
            property.putAll(value(key));
            if (key.hasDefault() && !key.key().defaultValue().contains("${")) {
                property.put("default", literal(key));
            }
        }
        return property;
    }

    private Map<String, Object> value(SchemaKey key) {
        List<Object> choices = new ArrayList<>();
        if (key.isList()) {
            List<Object> items = List.of(typed(key, key.itemType()), ordered("$ref", "#/$defs/open"));
            choices.add(ordered(
                    "type",
                    "array",
                    "minItems",
                    (int) key.key().min(),
                    "uniqueItems",
                    true,
                    "items",
                    ordered("anyOf", items)));
        } else {
            choices.add(typed(key, key.type()));
        }
        if (key.type() == String.class) {
            if (key.isNullable()) {
                choices.add(ordered("type", "null"));
            }
            return choices.size() == 1 ? typed(key, String.class) : ordered("anyOf", choices);
        }
        choices.add(ordered("$ref", "#/$defs/open"));
        if (key.isNullable()) {
            choices.add(ordered("type", "null"));
        }
        return ordered("anyOf", choices);
    }

    private static Map<String, Object> typed(SchemaKey key, Class<?> type) {
        if (type == Boolean.class) {
            return ordered("type", "boolean");
        }
        if (type.isEnum()) {
            return ordered("enum", SchemaKey.constants(type));
        }
        if (type == Duration.class) {
            return ordered("type", "string", "pattern", "^0*[1-9][0-9]{0,11}(e|u|Ku|Mu|s|m|h)$");
        }
        if (type == SweptKeys.class) {
            return ordered("type", "object", "additionalProperties", ordered("type", List.of("array", "object")));
        }
        if (type == MemorySize.class) {
            return ordered("type", "string", "pattern", "^[1-9][0-9]{0,8}[mMgG]$");
        }
        if (type == String.class) {
            // Text needs no quotes, so that a number or truth value is text too.
            return ordered("type", List.of("string", "number", "boolean"), "pattern", "\\S");
        }
        Map<String, Object> number = ordered("type", type == Double.class ? "number" : "integer");
        Key bounds = key.key();
        if (bounds.min() != Double.NEGATIVE_INFINITY) {
            number.put(bounds.aboveMin() ? "exclusiveMinimum" : "minimum", bounds.min());
        }
        if (bounds.max() != Double.POSITIVE_INFINITY) {
            number.put(bounds.belowMax() ? "exclusiveMaximum" : "maximum", bounds.max());
        } else if (type == Integer.class) {
            number.put("maximum", Integer.MAX_VALUE);
        }
        return number;
    }

    private static Object literal(SchemaKey key) {
        String text = key.key().defaultValue();
        if (key.isList()) {
            String items = text.substring(1, text.length() - 1);
            return items.isEmpty() ? List.of() : List.of(items.split(", *"));
        }
        if (key.type() == Boolean.class) {
            return Boolean.valueOf(text);
        }
        return Number.class.isAssignableFrom(key.type()) ? (Object) Double.valueOf(text) : text;
    }

    /** The other key explicitly set to a value with which this one does not exist: then this one is forbidden. */
    private Map<String, Object> condition(SchemaKey key, SchemaKey.Condition condition) {
        List<Object> others = new ArrayList<>();
        for (String name : schema.names(condition.path())) {
            if (!condition.values().contains(name)) {
                others.add(schema.isTruthValue(condition.path()) ? (Object) Boolean.valueOf(name) : name);
            }
        }
        Map<String, Object> given = at(condition.path(), ordered("enum", others), true);
        Map<String, Object> variant = selected;
        boolean differs = schema.find(key.path()).stream()
                .anyMatch(other -> !other.conditions().equals(key.conditions())); // in another variant
        return ordered(
                "if",
                variant != null && differs ? ordered("allOf", List.of(variant, given)) : given,
                "then",
                at(key.path(), false, false));
    }

    /** A schema of the root that says something of the key at a path, and that the key is there if {@code required}. */
    private static Map<String, Object> at(String path, Object statement, boolean required) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        Object inner = dot < 0 ? statement : at(path.substring(dot + 1), statement, required);
        Map<String, Object> schema = ordered("properties", ordered(name, inner));
        if (required) {
            schema.put("type", "object");
            schema.put("required", List.of(name));
        }
        return schema;
    }

    /** The required keys of a record and of the sections in it. */
    private Map<String, Object> required(Class<?> type, String path) {
        List<String> names = new ArrayList<>();
        Map<String, Object> properties = new LinkedHashMap<>();
        for (SchemaKey key : schema.keys(type, path)) {
            if (!key.conditions().isEmpty()) {
                continue; // asked for by the loader, where it applies
            }
            if (key.type().isSealed()) {
                names.add(key.name());
                properties.put(key.name(), ordered("required", List.of(Schema.TYPE)));
            } else if (key.isSection() && !key.isNullable()) {
                Map<String, Object> inner = required(key.type(), key.path());
                if (inner.containsKey("required")) {
                    names.add(key.name());
                    inner.put("type", "object");
                    properties.put(key.name(), inner);
                }
            } else if (key.isRequired()) {
                names.add(key.name());
            }
        }
        Map<String, Object> schemaOfRequired = new LinkedHashMap<>();
        if (!names.isEmpty()) {
            schemaOfRequired.put("required", names);
            if (!properties.isEmpty()) {
                schemaOfRequired.put("properties", properties);
            }
        }
        return schemaOfRequired;
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static void append(StringBuilder json, Object value, String indent) {
        String inner = indent + "  ";
        if (value instanceof Map<?, ?> map) {
            String separator = "{\n";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.append(separator)
                        .append(inner)
                        .append(YamlWriter.quoted((String) entry.getKey()))
                        .append(": ");
                append(json, Objects.requireNonNull(entry.getValue()), inner);
                separator = ",\n";
            }
            json.append(map.isEmpty() ? "{}" : "\n" + indent + "}");
        } else if (value instanceof List<?> list) {
            boolean simple = list.stream().noneMatch(item -> item instanceof Map);
            String separator = simple ? "[" : "[\n" + inner;
            for (Object item : list) {
                json.append(separator);
                append(json, item, inner);
                separator = simple ? ", " : ",\n" + inner;
            }
            json.append(list.isEmpty() ? "[]" : simple ? "]" : "\n" + indent + "]");
        } else if (value instanceof Double number) {
            boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
            json.append(whole ? Long.toString(number.longValue()) : number.toString());
        } else {
            json.append(value instanceof String text ? YamlWriter.quoted(text) : value.toString());
        }
    }
}
