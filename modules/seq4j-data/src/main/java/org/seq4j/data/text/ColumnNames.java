package org.seq4j.data.text;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;

/** Finds the columns of a table by their names or numbers. */
public final class ColumnNames {
    private ColumnNames() {}

    /**
     * The number of a column, from 0. A name that stands in the header comes before a number.
     *
     * @param field a name or a number from 0
     * @param header the names of the columns, null where there are none
     * @param file the file's name in messages
     * @throws DataException where the header has the name twice, or there is no such column
     */
    public static int find(String field, @Nullable List<String> header, String file) {
        if (header != null && header.contains(field)) {
            if (header.indexOf(field) != header.lastIndexOf(field)) {
                throw new DataException(file + ":1: the header has the column '" + field
                        + "' twice; name the column by its number, from 0.");
            }
            return header.indexOf(field);
        }
        if (field.matches("[0-9]{1,6}")) {
            return Integer.parseInt(field);
        }
        if (header != null) {
            throw new DataException(
                    file + ":1: the header has no column '" + field + "'; it has " + String.join(", ", header) + ".");
        }
        throw new DataException(file + ": the field '" + field
                + "' is no number; without a header, columns are named by their numbers, from 0.");
    }
}
