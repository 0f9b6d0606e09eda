package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.data.batch.PointingBatches;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.data.pointing.PointingFile;
import org.seq4j.data.pointing.PointingFormat;
import org.seq4j.data.pointing.PointingGenerator;
import org.seq4j.data.pointing.PointingReader;
import org.seq4j.data.pointing.PointingSource;
import org.seq4j.data.pointing.PointingTask;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.BatchingConfig;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.GeneratedConfig;

/**
 * The data of a pointer network: examples and batches of each split, from files or generated. Generated development and test
 * examples do not depend on the experiment's seed; they are those of the catalogue's sets, more or fewer of them.
 */
final class PointerData implements TaskData {
    private static final long SEED_OF_FIXED_SETS = 0;

    private final DataConfig config;
    private final Map<Split, Path> paths;
    private final long seed;
    private final Map<Split, List<PointingExample>> examples = new EnumMap<>(Split.class);
    private final Map<Split, BatchSource> batches = new EnumMap<>(Split.class);
    private @Nullable PointingSource training;
    private int features;

    /**
     * @param config the experiment
     * @param features numbers of an element, or 0 where the data is to show them
     * @throws UserError if a file is missing or unreadable
     * @throws org.seq4j.data.DataException if the catalogue cannot provide the set
     */
    PointerData(ExperimentConfig config, int features) {
        this.config = config.data();
        this.seed = config.seed();
        this.paths = DataFiles.paths(config);
        this.features = features > 0 ? features : said(config.data());
        DataFiles.checkReadable(files());
    }

    /** What the experiment says of an element; 0: nothing. */
    private static int said(DataConfig config) {
        if (config.elements().features() > 0) {
            return config.elements().features();
        }
        int usual = config.format() == DataConfig.Format.POINTS ? 2 : 0;
        return config.task().features() > 0 ? config.task().features() : usual;
    }

    /** Numbers of an element. */
    int features() {
        if (features == 0) {
            features = training().features();
        }
        return features;
    }

    /** The greatest number of elements of a training example. */
    int mostElements() {
        return isGenerated()
                ? config.generated().maxSize()
                : examples(Split.TRAIN).stream()
                        .mapToInt(PointingExample::size)
                        .max()
                        .orElseThrow();
    }

    @Override
    public boolean has(Split split) {
        return paths.containsKey(split) || isGenerated() && count(split) > 0;
    }

    private boolean isGenerated() {
        return config.format() == DataConfig.Format.GENERATED;
    }

    private int count(Split split) {
        GeneratedConfig generated = config.generated();
        return switch (split) {
            case TRAIN -> generated.epochSize();
            case DEV -> generated.devSize();
            case TEST -> generated.testSize();
        };
    }

    private @Nullable PointingTask task() {
        return switch (config.task()) {
            case CONVEX_HULL -> PointingTask.CONVEX_HULL;
            case DELAUNAY -> PointingTask.DELAUNAY;
            case TSP -> PointingTask.TSP;
            case SORT -> PointingTask.SORT;
            case POINTING -> null;
        };
    }

    private PointingGenerator generator(long ofSeed) {
        return new PointingGenerator(
                Objects.requireNonNull(task(), "a task of the user's is not generated"),
                config.generated().minSize(),
                config.generated().maxSize(),
                ofSeed);
    }

    /** The examples of an epoch of training. */
    PointingSource training() {
        PointingSource known = training;
        if (known == null) {
            known = isGenerated()
                    ? PointingSource.of(generator(seed), config.generated().epochSize())
                            .inOrder(config.elements().order(), task())
                    : PointingSource.of(examples(Split.TRAIN));
            training = known;
        }
        return known;
    }

    /**
     * The examples of a split, their elements in the experiment's order; with generated data, of the training split those of the first epoch.
     *
     * @throws UserError if the experiment has no such split
     */
    List<PointingExample> examples(Split split) {
        return examples.computeIfAbsent(
                split,
                wanted -> read(wanted).stream()
                        .map(example -> example.inOrder(config.elements().order(), task()))
                        .toList());
    }

    private List<PointingExample> read(Split split) {
        if (!has(split)) {
            throw new UserError("The experiment has no " + split.key() + " data; give data." + split.key()
                    + (isGenerated() ? " or data.generated." + split.key() + "_size." : "."));
        }
        Path path = paths.get(split);
        if (path != null) {
            List<PointingExample> read = PointingReader.readAll(file(path));
            if (read.isEmpty()) {
                throw new UserError("The data file " + path + " holds no example.");
            }
            return read;
        }
        if (split == Split.TRAIN) {
            PointingGenerator generator = generator(seed);
            return IntStream.range(0, count(split))
                    .mapToObj(number -> generator.example(0, number))
                    .toList();
        }
        return generator(SEED_OF_FIXED_SETS).fixed(split == Split.DEV ? 0 : 1, count(split));
    }

    private PointingFile file(Path path) {
        return new PointingFile(
                format(),
                path,
                features,
                config.vectorsField(),
                config.positionsField(),
                format() == PointingFormat.CSV && config.header(),
                true);
    }

    private PointingFormat format() {
        return switch (config.format()) {
            case CSV -> PointingFormat.CSV;
            case JSONL -> PointingFormat.JSONL;
            case POINTS, GENERATED -> PointingFormat.POINTS;
            case TEXT, LINES, TSV, PARALLEL, CONLL, TS, MATLAB ->
                throw new IllegalStateException(config.format() + " holds no elements and positions");
        };
    }

    /** The batches of a split; those of the training data are shuffled and built ahead in the background. */
    @Override
    public BatchSource batches(Split split) {
        return batches.computeIfAbsent(split, this::batch);
    }

    private BatchSource batch(Split split) {
        BatchingConfig batching = config.batching();
        boolean isTraining = split == Split.TRAIN;
        int buffer = batching.size() * Math.max(1, batching.shuffleBuffer() / batching.size());
        BatchSource source = new PointingBatches(
                isTraining ? training() : PointingSource.of(examples(split)),
                batching.size(),
                buffer,
                seed,
                Batching.shuffles(batching, split));
        return Batching.of(split, source);
    }

    /** Every data file in use. */
    @Override
    public List<Path> files() {
        return paths.values().stream().distinct().toList();
    }

    @Override
    public void close() {
        batches.values().forEach(BatchSource::close);
    }
}
