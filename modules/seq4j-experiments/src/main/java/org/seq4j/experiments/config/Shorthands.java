package org.seq4j.experiments.config;

/** Sections that are written as one value: {@code attention: bahdanau} means {@code attention: {type: bahdanau}}. */
final class Shorthands {

    private Shorthands() {}

    /** Replaces them by mappings. */
    static void expand(Tree.Section root) {
        for (SchemaKey key : Schema.experiment().all()) {
            if (!key.key().shorthand().isEmpty() && root.at(key.parent()) instanceof Tree.Section parent) {
                expand(key, parent);
            }
        }
    }

    private static void expand(SchemaKey key, Tree.Section parent) {
        Tree.Entry entry = parent.entries().get(key.name());
        if (entry != null && entry.value() instanceof Tree.Scalar value && !value.isNull() && !value.isMissing()) {
            Tree.Section section = Tree.Section.empty(value.place());
            section.entries().put(key.key().shorthand(), new Tree.Entry(value.place(), value));
            parent.entries().put(key.name(), new Tree.Entry(entry.keyPlace(), section));
        }
    }
}
