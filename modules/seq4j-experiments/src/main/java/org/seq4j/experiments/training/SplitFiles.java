package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.corpus.Span;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.SplitConfig;

/**
 * Where the parts of a data set are: files of their own, or stretches at the end of the training file.
 *
 * @param train the training file
 * @param dev the development file, null if it is cut from the training file or absent
 * @param test the test file, null if it is cut from the training file or absent
 * @param split how the training file is cut
 */
record SplitFiles(Path train, @Nullable Path dev, @Nullable Path test, SplitConfig split) {
    /** A stretch of a file. */
    record Part(Path file, Span span) {}

    SplitFiles {
        DataFiles.checkReadable(all(train, dev, test));
    }

    boolean has(Split part) {
        return switch (part) {
            case TRAIN -> true;
            case DEV -> dev != null || split.dev() > 0;
            case TEST -> test != null || split.test() > 0;
        };
    }

    /**
     * The stretch that a split is.
     *
     * @param part which split
     * @param size how many positions a file has
     * @throws UserError if the experiment has no such split
     */
    Part part(Split part, ToLongFunction<Path> size) {
        if (!has(part)) {
            throw new UserError("The experiment has no " + part.key() + " data; give data." + part.key()
                    + " or data.split." + part.key() + ".");
        }
        if (part == Split.DEV && dev != null) {
            return new Part(dev, Span.ALL);
        }
        if (part == Split.TEST && test != null) {
            return new Part(test, Span.ALL);
        }
        if (split.dev() == 0 && split.test() == 0) {
            return new Part(train, Span.ALL);
        }
        return new Part(
                train,
                Span.split(size.applyAsLong(train), split.dev(), split.test()).get(part.ordinal()));
    }

    List<Path> all() {
        return all(train, dev, test);
    }

    private static List<Path> all(Path train, @Nullable Path dev, @Nullable Path test) {
        LinkedHashSet<Path> files = new LinkedHashSet<>();
        files.add(train);
        if (dev != null) {
            files.add(dev);
        }
        if (test != null) {
            files.add(test);
        }
        return new ArrayList<>(files);
    }
}
