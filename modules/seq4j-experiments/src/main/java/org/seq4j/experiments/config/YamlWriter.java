package org.seq4j.experiments.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a configuration as YAML that holds every key which applies, and that loads to an equal configuration. */
final class YamlWriter {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z_./][A-Za-z0-9_./-]*");

    private final Schema schema = Schema.experiment();
    private final ExperimentConfig config;
    private final StringBuilder yaml = new StringBuilder();

    private YamlWriter(ExperimentConfig config) {
        this.config = config;
    }

    static String write(ExperimentConfig config) {
        YamlWriter writer = new YamlWriter(config);
        writer.section(ExperimentConfig.class, config, "", "");
        return writer.yaml.toString();
    }

    private void section(Class<?> type, Object section, String path, String indent) {
        if (type.isAnnotationPresent(Variant.class)) {
            yaml.append(indent)
                    .append("type: ")
                    .append(Schema.variantName(type))
                    .append('\n');
        }
        for (SchemaKey key : schema.keys(type, path)) {
            if (!applies(key)) {
                continue;
            }
            Object value = value(key, section);
            yaml.append(indent).append(key.name()).append(':');
            if (value != null && key.isSection()) {
                yaml.append('\n');
                section(value.getClass(), value, key.path(), indent + "  ");
            } else {
                yaml.append(' ').append(scalar(value)).append('\n');
            }
        }
    }

    private boolean applies(SchemaKey key) {
        return key.conditions().stream().allMatch(this::holds);
    }

    private boolean holds(SchemaKey.Condition condition) {
        Object value = config;
        String at = "";
        for (String name : condition.path().split("\\.")) {
            if (value == null) {
                return false; // a section that the file leaves out
            }
            value = named(value, at, name);
            at = Schema.join(at, name);
        }
        return condition.values().contains(scalar(value));
    }

    /** The value of a key of the section at a path; {@code type} of a variant is its name. */
    private @Nullable Object named(Object section, String path, String name) {
        Class<?> type = section.getClass();
        if (type.isAnnotationPresent(Variant.class) && name.equals(Schema.TYPE)) {
            return Schema.variantName(type);
        }
        return schema.keys(type, path).stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .map(key -> value(key, section))
                .orElse(null);
    }

    private static @Nullable Object value(SchemaKey key, Object section) {
        try {
            return key.component().getAccessor().invoke(section);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(key.path() + " cannot be read", e);
        }
    }

    static String scalar(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlWriter::scalar).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Enum<?> constant) {
            return SchemaKey.constantName(constant);
        }
        return value instanceof String text ? text(text) : value.toString().replace('E', 'e');
    }

    private static String text(String text) {
        String escaped = text.replace("${", "$${");
        boolean safe = SAFE.matcher(escaped).matches() && !new Tree.Scalar(escaped, true, Place.ofDefault("")).isNull();
        return safe ? escaped : quoted(escaped);
    }

    /** In double quotes, as JSON writes it. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c == '\n') {
                quoted.append("\\n");
            } else if (c == '\t') {
                quoted.append("\\t");
            } else if (c < ' ' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xFEFF) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
