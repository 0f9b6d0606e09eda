package org.seq4j.data.series;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.datavec.api.records.reader.impl.csv.SerializableCSVParser;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.seq4j.data.text.ColumnNames;
import org.seq4j.data.text.Place;
import org.seq4j.data.text.Utf8Lines;

/** A step a row of a table. */
final class CsvSeries {
    private static final int NONE = -1;

    private final SeriesLayout.Csv layout;
    private final Missing missing;
    private final Utf8Lines lines;
    private final String name;
    private final SerializableCSVParser parser;

    CsvSeries(SeriesLayout.Csv layout, Missing missing, Utf8Lines lines, String name) {
        this.layout = layout;
        this.missing = missing;
        this.lines = lines;
        this.name = name;
        this.parser = new SerializableCSVParser(layout.separator());
    }

    /** A series while its rows come. */
    private final class Group {
        final Place start;
        final Values values = new Values(missing);
        final List<Float> targets = new ArrayList<>();

        @Nullable
        String label;

        Group(Place start) {
            this.start = start;
        }

        Series build(int features) {
            float[] all = new float[targets.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = targets.get(i);
            }
            return new Series(
                    values.toArray(features, start),
                    features,
                    label == null ? List.of() : List.of(label),
                    all,
                    layout.perStep() && all.length > 0,
                    start);
        }
    }

    /** Which column is what. */
    private record Roles(int columns, int group, int label, int[] targets, int[] values) {}

    List<Series> read() {
        List<String> header = layout.header() ? row() : null;
        if (layout.header() && header == null) {
            throw new DataException(name + " is empty; its first line should name the columns.");
        }
        Map<String, Group> groups = new LinkedHashMap<>();
        Roles roles = null;
        for (List<String> row = row(); row != null; row = row()) {
            Place place = place();
            if (roles == null) {
                roles = roles(header, header == null ? row.size() : header.size());
            }
            if (row.size() != roles.columns) {
                throw place.fault("the row has " + row.size() + (row.size() == 1 ? " field" : " fields") + ", but "
                        + (header == null ? "the rows before have " : "the header has ") + roles.columns
                        + "; check the row and the separator");
            }
            String key = roles.group == NONE ? "" : row.get(roles.group).strip();
            add(groups.computeIfAbsent(key, k -> new Group(place)), row, roles, header, place);
        }
        int features = roles == null ? 0 : roles.values.length;
        return groups.values().stream().map(group -> group.build(features)).toList();
    }

    /** The fields of the next line that is not blank; null at the end. */
    private @Nullable List<String> row() {
        String line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        try {
            return List.of(parser.parseLine(line));
        } catch (IOException e) {
            throw place().fault("the row is not comma-separated text: " + e.getMessage());
        }
    }

    private Place place() {
        return new Place(name, lines.lineNumber());
    }

    private Roles roles(@Nullable List<String> header, int columns) {
        int group = column(layout.group(), header, columns);
        int label = column(layout.label(), header, columns);
        int[] targets = layout.targets().stream()
                .mapToInt(field -> column(field, header, columns))
                .toArray();
        int[] values = layout.values().isEmpty()
                ? IntStream.range(0, columns)
                        .filter(c -> c != group
                                && c != label
                                && IntStream.of(targets).noneMatch(t -> t == c))
                        .toArray()
                : layout.values().stream()
                        .mapToInt(field -> column(field, header, columns))
                        .toArray();
        if (values.length == 0) {
            throw place().fault("the table has no column of values besides group, label and targets");
        }
        return new Roles(columns, group, label, targets, values);
    }

    private int column(@Nullable String field, @Nullable List<String> header, int columns) {
        if (field == null) {
            return NONE;
        }
        int column = ColumnNames.find(field, header, name);
        if (column >= columns) {
            throw place().fault("there is no column " + column + " (from 0); the row has " + columns
                    + (columns == 1 ? " field" : " fields") + "; check the column's number and the separator");
        }
        return column;
    }

    private void add(Group group, List<String> row, Roles roles, @Nullable List<String> header, Place place) {
        for (int column : roles.values) {
            String what = what(column, header);
            group.values.add(Values.parse(row.get(column), what, place), what, place);
        }
        if (roles.label != NONE) {
            String label = row.get(roles.label).strip();
            if (label.isEmpty() || !label.equals(Objects.requireNonNullElse(group.label, label))) {
                throw place.fault(
                        label.isEmpty()
                                ? "the label is empty; every series needs its label"
                                : "the label is '" + label + "', but the series that starts on line "
                                        + group.start.line() + " has '" + group.label + "'; a series has one label");
            }
            group.label = label;
        }
        if (!layout.perStep()) {
            group.targets.clear();
        }
        for (int column : roles.targets) {
            group.targets.add(Values.present(row.get(column), what(column, header), place));
        }
    }

    private static String what(int column, @Nullable List<String> header) {
        return header == null ? "column " + column + " (from 0)" : "'" + header.get(column) + "'";
    }
}
