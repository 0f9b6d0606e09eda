package org.seq4j.data.batch;

import java.util.Arrays;
import java.util.List;
import org.seq4j.data.DataException;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.series.Series;

/**
 * Batches of series, as a MultiDataSet:
 *
 * <ul>
 *   <li>features: values FLOAT {@code [B, F, T]}; to predict the next step, those of the step before, zeros first;
 *   <li>labels: as the {@link SeriesGoal} has them; none with {@link SeriesGoal.Kind#NONE};
 *   <li>masks, 1 = real: {@code [B, T]} for values and for labels at each step, all ones {@code [B, 1]} for labels of
 *       whole series. Padding is 0, at the right.
 * </ul>
 *
 * <p>The order of an epoch is that of {@link PairBatches}, with the length of a series for that of both sides.
 * {@link Batch#tokens()} counts steps where there is a label at each step, else series. Safe for several threads.
 */
public final class SeriesBatches implements BatchSource {
    private final List<Series> series;
    private final SeriesGoal goal;
    private final int[][] classes;
    private final BatchPlanner planner;
    private final long targets;

    /**
     * Batches of series. The list is not copied and must not change.
     *
     * @param by what {@code size} counts: series, or padded steps
     * @param size series of a batch, or padded steps
     * @param bucketWidth how many lengths share a bucket; 0 mixes all lengths
     * @param shuffleBuffer series that are sorted into batches together
     * @param seed of the shuffling
     * @param shuffle whether each epoch has an order of its own
     * @throws DataException where there is no series; naming file and line, for a label that training did not have, for
     *     a series that lacks what is to be predicted or has another number of channels or targets than the first, and
     *     for one that alone exceeds a budget of steps
     */
    public SeriesBatches(
            List<Series> series,
            SeriesGoal goal,
            BatchBy by,
            int size,
            int bucketWidth,
            int shuffleBuffer,
            long seed,
            boolean shuffle) {
        if (size < 1 || bucketWidth < 0 || shuffleBuffer < 1) {
            throw new IllegalArgumentException(
                    "Batches of series need size >= 1, bucketWidth >= 0 and shuffleBuffer >= 1, not " + size + ", "
                            + bucketWidth + " and " + shuffleBuffer);
        }
        if (series.isEmpty()) {
            throw new DataException("There is no series to make batches of; check the file and the layout.");
        }
        check(series, goal);
        for (Series one : series) {
            if (by == BatchBy.TOKENS && one.size() > size) {
                throw one.place()
                        .fault("the series has " + one.size() + " steps, more than a whole batch of " + size
                                + "; raise the batch size");
            }
        }
        this.series = series;
        this.goal = goal;
        this.classes = classes(series, goal);
        boolean perStep = goal.kind() == SeriesGoal.Kind.NEXT_STEP
                || goal.kind() == SeriesGoal.Kind.NONE
                || (goal.kind() == SeriesGoal.Kind.TARGETS && series.get(0).perStep());
        this.targets = perStep ? series.stream().mapToLong(Series::size).sum() : series.size();
        Lengths lengths = Lengths.single(
                series.size(), number -> series.get(Math.toIntExact(number)).size());
        this.planner = new BatchPlanner(lengths, by, size, bucketWidth, shuffleBuffer, seed, shuffle);
    }

    /** Series as one batch without labels: what a prediction is made from. All have as many channels. */
    public static Batch unlabelled(List<Series> series) {
        return SeriesArrays.batch(SeriesGoal.none(), series.toArray(Series[]::new), new int[0][]);
    }

    private static void check(List<Series> all, SeriesGoal goal) {
        Series first = all.get(0);
        for (Series one : all) {
            same(one, "channels", one.features(), first.features());
            if (goal.kind() == SeriesGoal.Kind.TARGETS) {
                same(one, "targets", one.targetFeatures(), first.targetFeatures());
                if (one.targetFeatures() == 0 || one.perStep() != first.perStep()) {
                    throw one.place().fault("the series has no number to predict; name the field that has it");
                }
            }
        }
    }

    private static void same(Series series, String what, int found, int expected) {
        if (found != expected) {
            throw series.place()
                    .fault("the series has " + found + " " + what + ", but the first one " + expected
                            + "; all series of a set need as many");
        }
    }

    private static int[][] classes(List<Series> all, SeriesGoal goal) {
        LabelSet labels = goal.labels();
        if (labels == null) {
            return new int[0][];
        }
        int[][] ids = new int[all.size()][];
        for (int i = 0; i < ids.length; i++) {
            Series one = all.get(i);
            if (!goal.multiLabel() && one.labels().size() != 1) {
                throw one.place()
                        .fault("the series has " + one.labels().size()
                                + " labels, but exactly one is needed; correct it, or name the field that has it");
            }
            ids[i] = labels.ids(one.labels(), one.place());
        }
        return ids;
    }

    /** The batches of an epoch, and which series each of them holds. */
    public final class Epoch extends PlannedEpoch {
        private Epoch(int epoch, long skip) {
            super(planner, epoch, skip, SeriesBatches.this::batch);
        }

        /** The numbers of the series in the list, row by row, of the batch that {@link #next} returned last. */
        public long[] series() {
            return items();
        }
    }

    private Batch batch(long[] numbers) {
        Series[] chosen = Arrays.stream(numbers)
                .mapToObj(number -> series.get(Math.toIntExact(number)))
                .toArray(Series[]::new);
        int[][] labels = goal.labels() == null
                ? new int[0][]
                : Arrays.stream(numbers)
                        .mapToObj(number -> classes[Math.toIntExact(number)])
                        .toArray(int[][]::new);
        return SeriesArrays.batch(goal, chosen, labels);
    }

    @Override
    public Epoch epoch(int epoch, long skip) {
        return new Epoch(planner.epoch(epoch), skip);
    }

    @Override
    public long batches(int epoch) {
        return planner.count(planner.epoch(epoch));
    }

    @Override
    public long tokensPerEpoch() {
        return targets;
    }
}
