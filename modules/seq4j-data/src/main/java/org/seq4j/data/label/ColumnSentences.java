package org.seq4j.data.label;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.text.Place;
import org.seq4j.data.text.Utf8Lines;

/** A token a line in columns, blank lines between sentences. */
final class ColumnSentences extends TaggedReader {
    /** Ids of multi-word tokens and of empty nodes in CoNLL-U. */
    private static final Pattern NO_WORD = Pattern.compile("[0-9]+[-.][0-9]+");

    private static final Pattern BLANKS = Pattern.compile("[ \t]+");

    private final TaggedLayout.Columns layout;
    private final @Nullable Pattern separator;
    private int columns = -1;

    ColumnSentences(TaggedLayout.Columns layout, Utf8Lines lines, String name) {
        super(lines, name);
        this.layout = layout;
        this.separator = layout.separator().isEmpty() ? null : Pattern.compile(Pattern.quote(layout.separator()));
    }

    @Override
    public @Nullable TaggedSentence next() {
        List<String> tokens = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (blank(line)) {
                if (!tokens.isEmpty()) {
                    break;
                }
            } else if (!tokens.isEmpty() || layout.comments().stream().noneMatch(line::startsWith)) {
                String[] row = row(line);
                if (!layout.conllu() || !NO_WORD.matcher(row[0]).matches()) {
                    tokens.add(field(row, layout.tokens(), "token"));
                    if (layout.tags() != null) {
                        tags.add(field(row, layout.tags(), "tag"));
                        places.add(place());
                    } else if (places.isEmpty()) {
                        places.add(place());
                    }
                }
            }
        }
        if (tokens.isEmpty()) {
            return null;
        }
        TaggedSentence.Places all = new TaggedSentence.Places(
                places.get(0), layout.tags() == null ? List.of() : List.copyOf(places), places.get(0));
        return new TaggedSentence(tokens, tags, List.of(), all);
    }

    private static boolean blank(String line) {
        return line.chars().allMatch(c -> c == ' ' || c == '\t');
    }

    private String[] row(String line) {
        String[] row;
        if (separator != null) {
            row = separator.split(line, -1);
        } else {
            String[] fields = BLANKS.split(line); // none at the end
            row = fields[0].isEmpty() ? Arrays.copyOfRange(fields, 1, fields.length) : fields;
        }
        if (columns < 0) {
            columns = row.length;
        }
        if (row.length != columns) {
            throw place().fault("the row has " + row.length + (row.length == 1 ? " column" : " columns")
                    + ", but the rows before have " + columns + "; check the row and the separator");
        }
        return row;
    }

    private String field(String[] row, int column, String what) {
        int place = column < 0 ? row.length + column : column;
        if (place < 0 || place >= row.length) {
            throw place().fault("the " + what + " is column " + column
                    + (column < 0 ? " (-1 is the last)" : " (from 0)")
                    + ", but the row has only " + row.length + (row.length == 1 ? " column" : " columns")
                    + "; check the column's number and the separator");
        }
        if (row[place].isEmpty()) {
            throw place().fault("the " + what + " in column " + column + " is empty; check the row and the separator");
        }
        return row[place];
    }
}
