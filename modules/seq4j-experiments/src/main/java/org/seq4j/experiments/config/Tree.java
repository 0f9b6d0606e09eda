package org.seq4j.experiments.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A YAML document as a tree whose nodes remember where they were written. */
sealed interface Tree {

    /** Where the value begins. */
    Place place();

    /** What a message calls this node. */
    String describe();

    /**
     * One value.
     *
     * @param text the text, without quotes
     * @param plain whether it was written without quotes, so that it may be a number, a truth value or nothing
     * @param place where
     */
    record Scalar(String text, boolean plain, Place place) implements Tree {

        /** Whether it stands for "no value". */
        boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }

        /** Whether it asks for a value that somebody else must give. */
        boolean isMissing() {
            return text.equals("???");
        }

        @Override
        public String describe() {
            if (isNull()) {
                return "nothing";
            }
            String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
            shown = shown.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
            return plain ? shown : "the text '" + shown + "'";
        }
    }

    /**
     * A list.
     *
     * @param items its items
     * @param place where
     */
    record Items(List<Tree> items, Place place) implements Tree {

        @Override
        public String describe() {
            return "a list";
        }
    }

    /**
     * A mapping, in the order of the file.
     *
     * @param entries keys and values
     * @param place where
     */
    record Section(LinkedHashMap<String, Entry> entries, Place place) implements Tree {

        /** An empty mapping. */
        static Section empty(Place place) {
            return new Section(new LinkedHashMap<>(), place);
        }

        /** The value of a key, or null. */
        @Nullable
        Tree get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        /** The value at a dotted path below this one, or null. */
        @Nullable
        Tree at(String path) {
            Tree node = this;
            for (String name : path.split("\\.")) {
                node = node instanceof Section section ? section.get(name) : null;
            }
            return node;
        }

        /** A copy whose sections can be changed without changing these. */
        Section copy() {
            Section copy = empty(place);
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                Tree value = entry.getValue().value();
                Tree copied = value instanceof Section section ? section.copy() : value;
                copy.entries.put(entry.getKey(), new Entry(entry.getValue().keyPlace(), copied));
            }
            return copy;
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /**
     * A key's value.
     *
     * @param keyPlace where the key stands
     * @param value the value
     */
    record Entry(Place keyPlace, Tree value) {}
}
