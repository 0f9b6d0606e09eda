package org.seq4j.experiments.config;

import org.jspecify.annotations.Nullable;
import org.seq4j.data.pointing.ElementOrder;

/**
 * The elements that are pointed at, and where they stand in a file.
 *
 * @param features numbers of an element
 * @param vectors where the elements stand
 * @param target where the positions stand
 * @param order in which order a model reads them
 */
public record ElementsConfig(
        @Key(
                description =
                        "Numbers of an element; 0 = those of the data.task (sort 1, other tasks with names 2), else of the first training element, with format points 2.",
                defaultValue = "0",
                min = 0,
                max = 65536)
        int features,

        @Key(
                description =
                        "Where the elements stand: with csv the number of the column, counted from 0, or its name; with jsonl the name of the field, dots leading into nested objects. Absent: 0, or vectors where there are names.")
        @Nullable
        String vectors,

        @Key(description = "Where the positions stand, likewise. Absent: 1, or target where there are names.") @Nullable
        String target,

        @Key(
                description =
                        "In which order the model reads the elements of an example: given, as they stand; lexicographic, in rising order of their first numbers, of equal ones of the second, and so on, which spares it finding such an order itself. The positions of predictions are those of the elements as given.",
                defaultValue = "given")
        ElementOrder order) {}
