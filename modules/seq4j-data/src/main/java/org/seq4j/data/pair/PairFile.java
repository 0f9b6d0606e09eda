package org.seq4j.data.pair;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where pairs stand, and how. All files are UTF-8.
 *
 * @param format how the file is laid out
 * @param path the file; with {@link Format#PARALLEL} that of the sources
 * @param targetPath the file of the targets with {@link Format#PARALLEL}, else null
 * @param sourceField which field is the source: for TSV and CSV the number of the column from 0, or with a header its
 *     name; for JSONL the name, dots leading into nested objects ({@code translation.en}); not used for PARALLEL
 * @param targetField which field is the target, likewise
 * @param header whether the first row of a TSV or CSV file names the columns
 */
public record PairFile(
        Format format, Path path, @Nullable Path targetPath, String sourceField, String targetField, boolean header) {
    /** The layouts that {@link PairReader} knows. */
    public enum Format {
        /** A pair a line, fields separated by tabs; no quoting. */
        TSV,
        /** Comma-separated fields as RFC 4180 has them: quotes doubled inside quotes, line breaks inside quotes. */
        CSV,
        /** A JSON object a line. */
        JSONL,
        /** Two plain files; line i of one belongs to line i of the other. */
        PARALLEL
    }

    public PairFile {
        if ((format == Format.PARALLEL) != (targetPath != null)) {
            throw new IllegalArgumentException(
                    "Two parallel files need a second path, and only they: " + format + " with " + targetPath);
        }
        if (header && format != Format.TSV && format != Format.CSV) {
            throw new IllegalArgumentException("Only TSV and CSV files have a header, not " + format);
        }
    }

    /** A TSV file whose columns are numbered from 0. */
    public static PairFile tsv(Path path, int source, int target) {
        return new PairFile(Format.TSV, path, null, Integer.toString(source), Integer.toString(target), false);
    }

    /** A CSV file; columns by name with a header, by number from 0 with or without one. */
    public static PairFile csv(Path path, String source, String target, boolean header) {
        return new PairFile(Format.CSV, path, null, source, target, header);
    }

    /** A file of one JSON object a line. */
    public static PairFile jsonl(Path path, String source, String target) {
        return new PairFile(Format.JSONL, path, null, source, target, false);
    }

    /** Two plain files with as many lines. */
    public static PairFile parallel(Path source, Path target) {
        return new PairFile(Format.PARALLEL, source, target, "", "", false);
    }
}
