package org.seq4j.data.catalogue;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data set that is on this machine, with every file checked.
 *
 * @param dataSet its entry
 * @param files where each file is, by its name, in the entry's order
 * @param description a sentence on what was found or made, such as the Java version of a generated set
 */
public record ResolvedDataSet(DataSet dataSet, Map<String, Path> files, String description) {
    /** The file of a split, or null where the set has none. */
    public @Nullable Path split(String split) {
        String name = dataSet.splits().get(split);
        return name == null ? null : files.get(name);
    }

    /** The file with the training data, or null where the set has none that stands alone. */
    public @Nullable Path train() {
        return split("train");
    }

    public @Nullable Path dev() {
        return split("dev");
    }

    public @Nullable Path test() {
        return split("test");
    }
}
