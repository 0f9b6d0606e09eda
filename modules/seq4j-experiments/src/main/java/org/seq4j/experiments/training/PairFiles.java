package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.pair.PairFile;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.ExperimentConfig;

/** Where the parts of a data set of pairs are. */
final class PairFiles {
    private final DataConfig config;
    private final Map<Split, Path> paths;

    private PairFiles(DataConfig config, Map<Split, Path> paths) {
        this.config = config;
        this.paths = paths;
        DataFiles.checkReadable(all());
    }

    /**
     * @throws UserError if a file is missing or unreadable
     * @throws org.seq4j.data.DataException if the catalogue cannot provide the set
     */
    static PairFiles of(ExperimentConfig config) {
        return new PairFiles(config.data(), DataFiles.paths(config));
    }

    boolean has(Split split) {
        return paths.containsKey(split);
    }

    /**
     * The file of a split.
     *
     * @throws UserError if the experiment has no such split
     */
    PairFile file(Split split) {
        Path path = paths.get(split);
        if (path == null) {
            throw new UserError("The experiment has no " + split.key() + " data; give data." + split.key() + ".");
        }
        boolean parallel = config.format() == DataConfig.Format.PARALLEL;
        return new PairFile(
                format(),
                parallel ? suffixed(path, config.sourceField()) : path,
                parallel ? suffixed(path, config.targetField()) : null,
                parallel ? "" : config.sourceField(),
                parallel ? "" : config.targetField(),
                config.header());
    }

    private PairFile.Format format() {
        return switch (config.format()) {
            case TSV -> PairFile.Format.TSV;
            case CSV -> PairFile.Format.CSV;
            case PARALLEL -> PairFile.Format.PARALLEL;
            case JSONL -> PairFile.Format.JSONL;
            case TEXT, LINES, POINTS, GENERATED, CONLL, TS, MATLAB ->
                throw new IllegalStateException(config.format() + " holds no pairs");
        };
    }

    private static Path suffixed(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + "." + suffix);
    }

    /** Every file. */
    List<Path> all() {
        List<Path> files = new ArrayList<>();
        for (Split split : Split.values()) {
            if (has(split)) {
                PairFile file = file(split);
                @Nullable Path target = file.targetPath();
                files.add(file.path());
                if (target != null) {
                    files.add(target);
                }
            }
        }
        return files.stream().distinct().toList();
    }
}
