package org.seq4j.experiments.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Turns YAML 1.2 text into a {@link Tree}. No object is ever constructed from a tag; aliases are copied, up to a bound on
 * the nodes of the whole document; duplicate keys, merge keys, deep nesting and several documents are faults.
 */
final class YamlReader {

    private static final int MAX_NODES = 10_000;
    private static final int MAX_DEPTH = 32;
    private static final Pattern DUPLICATE = Pattern.compile("(?s).*duplicate key (\\S+).*");

    private final String source;
    private final int order;
    private int nodes;

    private YamlReader(String source, int order) {
        this.source = source;
        this.order = order;
    }

    /** Reads a whole file, which must hold a mapping. */
    static Tree.Section readFile(String text, String file, int order) {
        YamlReader reader = new YamlReader(file, order);
        Tree tree = reader.read(text).orElse(null);
        if (tree == null) {
            throw Faults.fatal(
                    new Place(file, 1, 1, order), "", "the file is empty; expected keys such as name and model");
        }
        if (tree instanceof Tree.Section section) {
            return section;
        }
        throw Faults.fatal(
                tree.place(), "", "expected keys such as name and model at the top, found " + tree.describe());
    }

    /** Reads the value of an override. */
    static Tree readValue(String text, Place place) {
        YamlReader reader = new YamlReader(place.source(), place.order());
        try {
            return reader.read(text).map(tree -> moved(tree, place)).orElse(new Tree.Scalar("", true, place));
        } catch (ConfigException e) {
            throw Faults.fatal(place, "", e.faults().get(0).sentence());
        }
    }

    /** Reads a default, which stands in the program. */
    static Tree readDefault(String text, String path) {
        return readValue(text, Place.ofDefault(path));
    }

    private static Tree moved(Tree tree, Place place) {
        if (tree instanceof Tree.Scalar scalar) {
            return new Tree.Scalar(scalar.text(), scalar.plain(), place);
        }
        if (tree instanceof Tree.Items list) {
            return new Tree.Items(
                    list.items().stream().map(item -> moved(item, place)).toList(), place);
        }
        Tree.Section section = Tree.Section.empty(place);
        ((Tree.Section) tree)
                .entries()
                .forEach((key, entry) ->
                        section.entries().put(key, new Tree.Entry(place, moved(entry.value(), place))));
        return section;
    }

    private Optional<Tree> read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setAllowNonScalarKeys(true) // refused below, with the position
                .setMaxAliasesForCollections(MAX_NODES)
                .build();
        try {
            return new Compose(settings).composeString(text).map(node -> convert(node, 1));
        } catch (MarkedYamlEngineException e) {
            throw Faults.fatal(place(e.getProblemMark().or(e::getContextMark)), "", sentence(e));
        } catch (ReaderException e) {
            String before = text.substring(0, text.offsetByCodePoints(0, Math.min(e.getPosition(), text.length())));
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            throw Faults.fatal(
                    new Place(source, line, column, order),
                    "",
                    String.format("the character U+%04X is not allowed in YAML", e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw Faults.fatal(start(), "", "not readable as YAML: " + firstLine(e.getMessage()));
        } catch (StackOverflowError e) {
            throw Faults.fatal(start(), "", tooDeep());
        }
    }

    private Tree convert(Node node, int depth) {
        Place place = place(node.getStartMark());
        if (++nodes > MAX_NODES) {
            throw Faults.fatal(
                    place, "", "more than " + MAX_NODES + " values once the aliases (*) are written out; remove some");
        }
        if (depth > MAX_DEPTH) {
            throw Faults.fatal(place, "", tooDeep());
        }
        if (node instanceof ScalarNode scalar) {
            return new Tree.Scalar(scalar.getValue(), scalar.isPlain(), place);
        }
        if (node instanceof SequenceNode sequence) {
            List<Tree> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(item, depth + 1));
            }
            return new Tree.Items(List.copyOf(items), place);
        }
        LinkedHashMap<String, Tree.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            Place keyPlace = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw Faults.fatal(keyPlace, "", "expected a name before the colon, found a list or a mapping");
            }
            if (key.isPlain() && key.getValue().equals("<<")) {
                throw Faults.fatal(
                        keyPlace, "", "the merge key << is not part of YAML 1.2; use extends, or repeat the keys");
            }
            Tree.Entry entry = new Tree.Entry(keyPlace, convert(tuple.getValueNode(), depth + 1));
            Tree.Entry earlier = entries.put(key.getValue(), entry);
            if (earlier != null) {
                throw Faults.fatal(
                        keyPlace,
                        "",
                        "the key " + key.getValue() + " is there twice, first at " + earlier.keyPlace()
                                + "; remove one");
            }
        }
        return new Tree.Section(entries, place);
    }

    private static String tooDeep() {
        return "nested deeper than " + MAX_DEPTH + " levels; an experiment file has at most five";
    }

    private Place start() {
        return new Place(source, 1, 1, order);
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(m -> new Place(source, m.getLine() + 1, m.getColumn() + 1, order))
                .orElseGet(this::start);
    }

    private static String sentence(MarkedYamlEngineException e) {
        String problem = firstLine(e.getProblem());
        Matcher duplicate = DUPLICATE.matcher(problem);
        if (duplicate.matches()) {
            return "the key " + duplicate.group(1) + " is there twice; remove one";
        }
        if (problem.contains("'\\t(TAB)'")) {
            return "found a tab; YAML is indented with spaces";
        }
        String context = firstLine(e.getContext());
        return "not readable as YAML: " + (context.isEmpty() ? problem : context + ", " + problem);
    }

    private static String firstLine(@org.jspecify.annotations.Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("").strip();
    }
}
