package org.seq4j.experiments.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${key.path}} by the value of another key (its default, if the file does not set it), {@code ${env:VAR}}
 * and {@code ${env:VAR,default}} by an environment variable. {@code $${} stands for <code>${</code> itself.
 *
 * <p>A value that is one interpolation and nothing else takes over the other value with its type.
 */
final class Interpolation {

    private static final Pattern PART = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(\\}?)");
    private static final Pattern PATH = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
    private static final Pattern ENVIRONMENT =
            Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)(?:,(.*))?", Pattern.DOTALL);

    private static final String MISSING = "???";

    private final Tree.Section root;
    private final Schema schema;
    private final UnaryOperator<@Nullable String> environment;

    Interpolation(Tree.Section root, Schema schema, Map<String, String> environment) {
        this.root = root;
        this.schema = schema;
        this.environment = environment::get;
    }

    /** The scalar with everything replaced. */
    Tree.Scalar resolve(Tree.Scalar scalar, String path) {
        return resolve(scalar, path, List.of(path));
    }

    private Tree.Scalar resolve(Tree.Scalar scalar, String path, List<String> chain) {
        if (!scalar.text().contains("${")) {
            return scalar;
        }
        Matcher matcher = PART.matcher(scalar.text());
        StringBuilder text = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            text.append(scalar.text(), end, matcher.start());
            end = matcher.end();
            String inner = matcher.group(1);
            if (inner == null) {
                text.append("${");
                continue;
            }
            if (matcher.group(2).isEmpty()) {
                throw Faults.fatal(scalar.place(), path, "the interpolation ${ is not closed by a }");
            }
            Tree.Scalar value = value(inner.strip(), scalar, path, chain);
            if (matcher.start() == 0 && end == scalar.text().length()) {
                return new Tree.Scalar(value.text(), value.plain(), scalar.place());
            }
            if (value.isMissing()) {
                return new Tree.Scalar(MISSING, true, scalar.place());
            }
            if (value.isNull()) {
                throw Faults.fatal(scalar.place(), path, "${" + inner + "} has no value");
            }
            text.append(value.text());
        }
        return new Tree.Scalar(text.append(scalar.text().substring(end)).toString(), scalar.plain(), scalar.place());
    }

    private Tree.Scalar value(String name, Tree.Scalar at, String path, List<String> chain) {
        Matcher variable = ENVIRONMENT.matcher(name);
        if (variable.matches()) {
            String value = environment.apply(variable.group(1));
            if (value == null || value.isEmpty()) {
                value = variable.group(2);
            }
            if (value == null) {
                throw Faults.fatal(
                        at.place(),
                        path,
                        "the environment variable " + variable.group(1) + " is not set; set it, or write ${env:"
                                + variable.group(1) + ",default}");
            }
            return new Tree.Scalar(value, true, at.place());
        }
        if (!PATH.matcher(name).matches()) {
            throw Faults.fatal(
                    at.place(), path, "expected ${key.path}, ${env:VAR} or ${env:VAR,default}, found ${" + name + "}");
        }
        List<String> longer = longer(chain, name);
        if (chain.contains(name)) {
            throw Faults.fatal(
                    at.place(),
                    path,
                    "the keys refer to each other in a circle: "
                            + String.join(" -> ", longer.subList(longer.indexOf(name), longer.size())));
        }
        return resolve(find(name, at, path, longer), name, longer);
    }

    private Tree.Scalar find(String name, Tree.Scalar at, String path, List<String> chain) {
        Tree tree = lookUp(name, chain);
        if (tree == null && schema.find(name).stream().anyMatch(SchemaKey::isRequired)) {
            return new Tree.Scalar(MISSING, true, at.place());
        }
        if (tree == null) {
            List<String> all = schema.all().stream()
                    .filter(key -> !key.isSection())
                    .map(SchemaKey::path)
                    .distinct()
                    .toList();
            String nearest = Nearest.to(name, all);
            throw Faults.fatal(
                    at.place(),
                    path,
                    "${" + name + "} names a key that has no value"
                            + (nearest == null || nearest.equals(name) ? "" : "; did you mean ${" + nearest + "}?"));
        }
        if (tree instanceof Tree.Scalar scalar) {
            return scalar;
        }
        if (schema.find(name).stream().anyMatch(key -> !key.isSection() && !key.isList())) {
            return new Tree.Scalar(MISSING, true, at.place()); // the other key reports its fault itself
        }
        throw Faults.fatal(
                at.place(), path, "${" + name + "} names " + tree.describe() + "; expected the key of one value");
    }

    /** The resolved text of the key at a path, its default included; empty where it has none or a faulty one. */
    String text(String path) {
        return text(path, List.of(path));
    }

    private String text(String path, List<String> chain) {
        if (!(lookUp(path, chain) instanceof Tree.Scalar scalar)) {
            return "";
        }
        try {
            Tree.Scalar resolved = resolve(scalar, path, chain);
            boolean quoted = schema.isTruthValue(path) && !resolved.plain();
            return quoted ? "" : resolved.text();
        } catch (ConfigException e) {
            return ""; // reported where that key is bound
        }
    }

    /** The node at a path, else the default of that key in the variants that are selected, else null. */
    private @Nullable Tree lookUp(String path, List<String> chain) {
        Tree node = root.at(path);
        if (node != null) {
            return node;
        }
        return schema.find(path, (type, variant) -> mayBe(type, variant, chain)).stream()
                .filter(SchemaKey::hasDefault)
                .findFirst()
                .map(key -> YamlReader.readDefault(key.key().defaultValue(), path))
                .orElse(null);
    }

    /** Whether the type at a path is that variant, or is not known because it is missing, faulty or being looked for. */
    private boolean mayBe(String path, String variant, List<String> chain) {
        if (chain.contains(path)) {
            return true;
        }
        String type = text(path, longer(chain, path));
        return type.equals(variant) || !schema.names(path).contains(type);
    }

    private static List<String> longer(List<String> chain, String path) {
        List<String> longer = new ArrayList<>(chain);
        longer.add(path);
        return longer;
    }
}
