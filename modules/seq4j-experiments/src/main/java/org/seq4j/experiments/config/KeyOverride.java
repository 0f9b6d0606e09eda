package org.seq4j.experiments.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One change from the command line: {@code key.path=value}, {@code +key.path=value} (the key must not be in the file) or
 * {@code ~key.path} (the key must be in the file, and goes).
 *
 * @param kind what it does
 * @param path the key
 * @param values the values between top-level commas: one, unless it makes several runs
 * @param place the override itself
 */
record KeyOverride(Kind kind, String path, List<Tree> values, Place place) {

    /** What an override does. */
    enum Kind {
        SET,
        ADD,
        DELETE
    }

    private static final Pattern SET =
            Pattern.compile("(\\+?)([a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)*)=(.*)", Pattern.DOTALL);
    private static final Pattern DELETE = Pattern.compile("~([a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)*)");

    static KeyOverride parse(String text, int number) {
        Place place = Place.ofOverride(text, number);
        Matcher delete = DELETE.matcher(text);
        if (delete.matches()) {
            return new KeyOverride(Kind.DELETE, delete.group(1), List.of(), place);
        }
        Matcher set = SET.matcher(text);
        if (!set.matches()) {
            throw Faults.fatal(
                    place, "", "expected key.path=value, +key.path=value or ~key.path, as in model.hidden_size=512");
        }
        List<Tree> values = TopLevelCommas.split(set.group(3)).stream()
                .map(part -> YamlReader.readValue(part, place))
                .toList();
        return new KeyOverride(set.group(1).isEmpty() ? Kind.SET : Kind.ADD, set.group(2), values, place);
    }

    /** Whether it asks for several runs. */
    boolean isSweep() {
        return values.size() > 1;
    }

    /** Changes the tree; {@code value} is one of {@link #values}, and of no meaning for a deletion. */
    void apply(Tree.Section root, int value, Faults faults) {
        Tree.Section section = root;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            Tree child = section.get(names[i]);
            if (kind == Kind.DELETE && child == null) {
                faults.add(place, path, "the key is not in the file, so it cannot be deleted");
                return;
            }
            if (child == null || child instanceof Tree.Scalar scalar && scalar.isNull()) {
                Tree.Section created = Tree.Section.empty(place);
                section.entries().put(names[i], new Tree.Entry(place, created));
                child = created;
            }
            if (!(child instanceof Tree.Section next)) {
                String at = String.join(".", List.of(names).subList(0, i + 1));
                faults.add(
                        place,
                        path,
                        at + " is not a section, it holds " + child.describe() + " (" + child.place() + ")");
                return;
            }
            section = next;
        }
        put(section, names[names.length - 1], value, faults);
    }

    private void put(Tree.Section section, String name, int value, Faults faults) {
        Tree.Entry old = section.entries().get(name);
        switch (kind) {
            case DELETE -> {
                if (section.entries().remove(name) == null) {
                    faults.add(place, path, "the key is not in the file, so it cannot be deleted");
                }
            }
            case ADD -> {
                if (old != null) {
                    faults.add(
                            place,
                            path,
                            "the key is set already, at " + old.keyPlace() + "; without the + the value is replaced");
                } else {
                    section.entries().put(name, new Tree.Entry(place, values.get(value)));
                }
            }
            case SET -> section.entries().put(name, new Tree.Entry(place, values.get(value)));
        }
    }
}
