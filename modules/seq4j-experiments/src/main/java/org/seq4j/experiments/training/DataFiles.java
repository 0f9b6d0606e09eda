package org.seq4j.experiments.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.catalogue.Catalogue;
import org.seq4j.data.catalogue.ResolvedDataSet;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.ExperimentConfig;

/**
 * Finds the data files of an experiment: paths of its own, or a data set of the catalogue, which is fetched if it is
 * nowhere on this machine.
 */
final class DataFiles {
    private DataFiles() {}

    /**
     * @throws UserError if a file is missing or unreadable
     * @throws org.seq4j.data.DataException if the catalogue cannot provide the set
     */
    static SplitFiles of(ExperimentConfig config) {
        Map<Split, Path> paths = paths(config);
        return new SplitFiles(
                Objects.requireNonNull(paths.get(Split.TRAIN)),
                paths.get(Split.DEV),
                paths.get(Split.TEST),
                config.data().split());
    }

    /**
     * The paths that an experiment names, or those of its data set; that of the training data always among them, unless it
     * is generated.
     *
     * @throws UserError if there is no training data
     * @throws org.seq4j.data.DataException if the catalogue cannot provide the set
     */
    static Map<Split, Path> paths(ExperimentConfig config) {
        DataConfig data = config.data();
        Path train = path(data.train());
        Path dev = path(data.dev());
        Path test = path(data.test());
        String name = data.dataset();
        if (name != null) {
            ResolvedDataSet set = Catalogue.standard().resolve(name, path(config.dataRoot()), true);
            train = set.train();
            dev = dev == null ? set.dev() : dev;
            test = test == null ? set.test() : test;
        }
        boolean generated = data.format() == DataConfig.Format.GENERATED;
        if (train == null && !generated) {
            throw new UserError(
                    name == null
                            ? "The experiment names no data; give data.dataset or data.train."
                            : "The data set " + name + " has no training file; name its files in data.train, data.dev"
                                    + " and data.test.");
        }
        Map<Split, Path> paths = new EnumMap<>(Split.class);
        if (train != null) {
            paths.put(Split.TRAIN, train);
        }
        if (dev != null) {
            paths.put(Split.DEV, dev);
        }
        if (test != null) {
            paths.put(Split.TEST, test);
        }
        return paths;
    }

    /** @throws UserError if one of the files cannot be read */
    static void checkReadable(List<Path> files) {
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new UserError("Cannot read the data file " + file + " (expected a UTF-8 text file); check data."
                        + " and data_root.");
            }
        }
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text);
    }
}
