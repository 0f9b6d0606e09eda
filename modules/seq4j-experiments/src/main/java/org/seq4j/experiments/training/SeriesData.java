package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.batch.Batch;
import org.seq4j.data.batch.BatchBy;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.data.batch.CloseableBatches;
import org.seq4j.data.batch.SeriesBatches;
import org.seq4j.data.batch.SeriesGoal;
import org.seq4j.data.corpus.Span;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.random.Permutation;
import org.seq4j.data.series.Normalization;
import org.seq4j.data.series.Series;
import org.seq4j.data.series.SeriesLayout;
import org.seq4j.data.series.SeriesReader;
import org.seq4j.data.series.Windows;
import org.seq4j.experiments.config.BatchingConfig;
import org.seq4j.experiments.config.ClassifierConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.evaluation.series.SeriesCodec;

/**
 * The data of a model on series: the series of each split as they stand in the files, cut into windows for a forecast, and normalised in batches. What is fitted, is fitted on the
 * training series alone.
 */
final class SeriesData implements TaskData {
    private static final long SEED_OF_SPLITS = 0;

    private final ExperimentConfig config;
    private final SeriesSetup setup;
    private final SplitFiles files;
    private final Map<Source, List<Series>> read = new HashMap<>();
    private final Map<Split, List<Series>> series = new EnumMap<>(Split.class);
    private final Map<Split, BatchSource> batches = new EnumMap<>(Split.class);
    private @Nullable SeriesCodec codec;

    /** A file and how it is read: of a MATLAB file, which variable. */
    private record Source(Path file, SeriesLayout layout) {}

    /**
     * @param config the experiment
     * @param saved what a checkpoint holds, or empty to fit it on the training data
     * @throws org.seq4j.experiments.UserError if a file is missing or unreadable
     */
    SeriesData(ExperimentConfig config, Map<String, String> saved) {
        this.config = config;
        this.setup = SeriesSetup.of(config);
        this.files = DataFiles.of(config);
        this.codec = SeriesCodec.isIn(saved) ? setup.restored(saved) : null;
    }

    /** What stands between files and the model. */
    SeriesCodec codec() {
        SeriesCodec known = codec;
        if (known == null) {
            known = fit(whole(Split.TRAIN));
            codec = known;
        }
        return known;
    }

    private SeriesCodec fit(List<Series> train) {
        Windows windows = setup.windows();
        LabelSet labels = setup.kind() == SeriesCodec.Kind.CLASSES
                ? LabelSet.sorted(
                        train.stream().flatMap(one -> one.labels().stream()).toList())
                : null;
        for (Series one : train) {
            if (setup.hasTargets() && one.targetFeatures() == 0) {
                throw one.place().fault("the series has no number to predict; the file, or the field, lacks it");
            }
            if (labels != null && one.labels().isEmpty() && !isMultiLabel()) {
                throw one.place().fault("the series has no label; the file, or the field, lacks it");
            }
        }
        return new SeriesCodec(
                setup.kind(),
                Normalization.ofValues(setup.normalize(), train),
                setup.hasTargets() ? Normalization.ofTargets(setup.normalizeTargets(), train) : null,
                labels,
                windows == null ? 0 : windows.history(),
                windows == null ? 1 : windows.horizon(),
                setup.bits());
    }

    /** Whether a series has any number of labels. */
    boolean isMultiLabel() {
        return config.model() instanceof ClassifierConfig model && model.multiLabel();
    }

    @Override
    public boolean has(Split split) {
        return files.has(split);
    }

    /**
     * The series of a split in the data's own units; of a forecast its windows, with the steps after them as targets.
     *
     * @throws org.seq4j.experiments.UserError if the experiment has no such split
     */
    List<Series> series(Split split) {
        return series.computeIfAbsent(split, one -> {
            Windows windows = setup.windows();
            return windows == null ? whole(one) : windows.cut(whole(one));
        });
    }

    /** The series of a split before they are cut into windows. */
    private List<Series> whole(Split split) {
        SplitFiles.Part part = files.part(split, path -> read(path, split).size());
        List<Series> all = read(part.file(), split);
        if (part.span().equals(Span.ALL)) {
            return all;
        }
        return setup.windows() == null ? chosen(all, part.span()) : stretches(all, split);
    }

    /** The series at some places of an order that is the same in every run, and not that of the file, which may be sorted by class. */
    private static List<Series> chosen(List<Series> all, Span span) {
        Permutation order = new Permutation(all.size(), SEED_OF_SPLITS, 0);
        return LongStream.range(span.from(), span.to())
                .map(order::at)
                .sorted()
                .mapToObj(number -> all.get(Math.toIntExact(number)))
                .toList();
    }

    /** Of each series its stretch of time. */
    private List<Series> stretches(List<Series> all, Split split) {
        List<Series> stretches = new ArrayList<>();
        for (Series one : all) {
            Span span = Span.split(
                            one.size(), files.split().dev(), files.split().test())
                    .get(split.ordinal());
            if (span.length() == 0) {
                throw one.place()
                        .fault("the series has " + one.size() + " steps, of which data.split leaves none for "
                                + split.key() + "; give longer series or larger parts");
            }
            stretches.add(Series.of(
                    Arrays.copyOfRange(
                            one.values(), (int) span.from() * one.features(), (int) span.to() * one.features()),
                    one.features(),
                    one.place()));
        }
        return stretches;
    }

    private List<Series> read(Path file, Split split) {
        return read.computeIfAbsent(new Source(file, setup.layout(split)), source -> {
            List<Series> all = SeriesReader.readAll(source.layout(), setup.missing(), source.file());
            checkBits(all);
            return all;
        });
    }

    private void checkBits(List<Series> all) {
        if (!setup.bits()) {
            return;
        }
        for (Series one : all) {
            float[] predicted = setup.hasTargets() ? one.targets() : one.values();
            int width = setup.hasTargets() ? one.targetFeatures() : one.features();
            for (int i = 0; i < predicted.length; i++) {
                if (predicted[i] != 0 && predicted[i] != 1) {
                    throw one.place()
                            .fault("number " + (i % width + 1) + " of step " + (i / width + 1) + " is " + predicted[i]
                                    + ", but model.loss: bernoulli predicts 0 and 1 alone; choose mse or mae");
                }
            }
        }
    }

    /** The batches of a split; those of the training data are shuffled and built ahead in the background. */
    @Override
    public BatchSource batches(Split split) {
        return batches.computeIfAbsent(split, this::batch);
    }

    private BatchSource batch(Split split) {
        BatchingConfig batching = config.data().batching();
        boolean isTraining = split == Split.TRAIN;
        SeriesBatches source = new SeriesBatches(
                normal(split),
                goal(),
                Batching.by(batching),
                batching.size(),
                batching.bucketWidth(),
                batching.shuffleBuffer(),
                config.seed(),
                Batching.shuffles(batching, split));
        return Batching.of(split, source);
    }

    /** The first series of a split as one batch, in their order. */
    Batch head(Split split, int count) {
        List<Series> first = normal(split).subList(0, count);
        try (CloseableBatches one =
                new SeriesBatches(first, goal(), BatchBy.SENTENCES, count, 0, count, 0, false).epoch(0, 0)) {
            return one.next();
        }
    }

    private SeriesGoal goal() {
        return switch (codec().kind()) {
            case CLASSES -> SeriesGoal.classes(Objects.requireNonNull(codec().labels()), isMultiLabel());
            case TARGET, TARGETS, DIRECT -> SeriesGoal.targets();
            case NEXT_STEP, AUTOREGRESSIVE -> SeriesGoal.nextStep();
        };
    }

    /** The series of a split as the model reads them. */
    private List<Series> normal(Split split) {
        SeriesCodec fitted = codec();
        List<Series> inputs = fitted.values().values(series(split));
        Normalization targets = fitted.targets();
        return switch (fitted.kind()) {
            case CLASSES, NEXT_STEP -> inputs;
            case TARGET, TARGETS -> Objects.requireNonNull(targets).targets(inputs);
            case DIRECT ->
                inputs.stream()
                        .map(window -> window.withTargets(fitted.values().apply(window.targets()), false))
                        .toList();
            case AUTOREGRESSIVE ->
                inputs.stream()
                        .map(window -> whole(window, fitted.values().apply(window.targets())))
                        .toList();
        };
    }

    /** A window with the steps after it. */
    private static Series whole(Series window, float[] after) {
        float[] values = Arrays.copyOf(window.values(), window.values().length + after.length);
        System.arraycopy(after, 0, values, window.values().length, after.length);
        return Series.of(values, window.features(), window.place());
    }

    /** Every data file in use. */
    @Override
    public List<Path> files() {
        return files.all();
    }

    @Override
    public void close() {
        batches.values().forEach(BatchSource::close);
    }
}
