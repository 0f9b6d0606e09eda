package org.seq4j.data.label;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Place;
import org.seq4j.data.text.Utf8Lines;
import org.seq4j.data.vocabulary.VocabularyText;

/**
 * An immutable alphabet of L labels with ids 0..L-1. There are no special labels: a label that training did not have is
 * an error, never an "unknown".
 */
public final class LabelSet implements Serializable {
    private static final long serialVersionUID = 1L;

    /** So many labels are named in messages. */
    private static final int NAMED = 12;

    private final String[] names;
    private final HashMap<String, Integer> ids = new HashMap<>();

    private LabelSet(Collection<String> distinct) {
        this.names = distinct.toArray(new String[0]);
        for (int id = 0; id < names.length; id++) {
            if (names[id].isEmpty()) {
                throw new DataException("Label " + id + " is the empty text; a label has a name.");
            }
            if (ids.put(names[id], id) != null) {
                throw new DataException("The label '" + names[id] + "' stands twice among the labels; remove one.");
            }
        }
    }

    /**
     * Exactly these labels, in this order.
     *
     * @throws DataException for an empty name, or one that stands twice
     */
    public static LabelSet of(List<String> names) {
        return new LabelSet(names);
    }

    /** The distinct ones among these labels, in the order of their first appearance. */
    public static LabelSet inOrder(Collection<String> labels) {
        return new LabelSet(new LinkedHashSet<>(labels));
    }

    /** The distinct ones among these labels, sorted by code unit. */
    public static LabelSet sorted(Collection<String> labels) {
        return new LabelSet(new TreeSet<>(labels));
    }

    /** L. */
    public int size() {
        return names.length;
    }

    public boolean contains(String name) {
        return ids.containsKey(name);
    }

    /**
     * The id of a label.
     *
     * @param place where the label stands, for the message
     * @throws DataException where this set does not have it
     */
    public int id(String name, Place place) {
        Integer id = ids.get(name);
        if (id == null) {
            throw place.fault("the label '" + name + "' is none of the training data's " + names.length + " labels ("
                    + String.join(", ", List.of(names).subList(0, Math.min(NAMED, names.length)))
                    + (names.length > NAMED ? ", .." : "")
                    + "); correct it, or train on data that has it");
        }
        return id;
    }

    /**
     * The ids of labels.
     *
     * @throws DataException as {@link #id}
     */
    public int[] ids(List<String> labels, Place place) {
        return labels.stream().mapToInt(label -> id(label, place)).toArray();
    }

    /**
     * The name of a label.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= id < size()}
     */
    public String name(int id) {
        if (id < 0 || id >= names.length) {
            throw new IndexOutOfBoundsException("Label id " + id + " is outside 0.." + (names.length - 1));
        }
        return names[id];
    }

    /** The names of labels. */
    public List<String> names(int[] labels) {
        List<String> all = new ArrayList<>(labels.length);
        for (int id : labels) {
            all.add(name(id));
        }
        return all;
    }

    /** All labels in the order of their ids. */
    public List<String> names() {
        return List.of(names);
    }

    /** One escaped label a line (see {@link VocabularyText}); {@link #fromText} reads it back. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append(VocabularyText.escape(name)).append('\n');
        }
        return text.toString();
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @param source the file's name in messages
     * @throws DataException naming the line, for a wrong escape, an empty or a repeated label
     */
    public static LabelSet fromText(String text, String source) {
        Map<String, Integer> lines = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (String raw : text.lines().toList()) {
            int line = names.size() + 1;
            String name = VocabularyText.unescape(raw, source, line);
            Place place = new Place(source, line);
            if (name.isEmpty()) {
                throw place.fault("the line is empty, but every line holds a label; remove it");
            }
            Integer earlier = lines.put(name, line);
            if (earlier != null) {
                throw place.fault("the label '" + raw + "' already stands on line " + earlier + "; remove one");
            }
            names.add(name);
        }
        return new LabelSet(names);
    }

    /**
     * Reads a file of {@link #toText}.
     *
     * @throws DataException as {@link #fromText}, or where the file cannot be read
     */
    public static LabelSet read(Path file) {
        StringBuilder text = new StringBuilder();
        try (Utf8Lines lines = Utf8Lines.open(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                text.append(line).append('\n');
            }
        }
        return fromText(text.toString(), file.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelSet that && names().equals(that.names());
    }

    @Override
    public int hashCode() {
        return names().hashCode();
    }

    @Override
    public String toString() {
        return "LabelSet" + names();
    }
}
