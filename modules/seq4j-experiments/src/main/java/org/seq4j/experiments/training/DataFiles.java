package org.seq4j.experiments.training;

import java.nio.file.Path;
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
        if (train == null) {
            throw new UserError(
                    name == null
                            ? "The experiment names no data; give data.dataset or data.train."
                            : "The data set " + name + " has no training file; name its files in data.train, data.dev"
                                    + " and data.test.");
        }
        return new SplitFiles(train, dev, test, data.split());
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text);
    }
}
