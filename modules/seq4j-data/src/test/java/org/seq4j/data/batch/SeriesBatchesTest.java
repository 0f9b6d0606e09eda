package org.seq4j.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.data.DataException;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.series.Series;
import org.seq4j.data.text.Place;

class SeriesBatchesTest {
    private static final LabelSet LABELS = LabelSet.of(List.of("a", "b", "c"));
    private static final Place PLACE = new Place("f", 3);

    private static Series series(float[] values, List<String> labels, float[] targets, boolean perStep) {
        return new Series(values, 2, labels, targets, perStep, PLACE);
    }

    private static MultiDataSet only(SeriesGoal goal, Series... all) {
        SeriesBatches batches = new SeriesBatches(List.of(all), goal, BatchBy.SENTENCES, 8, 0, 8, 1, false);
        try (CloseableBatches epoch = batches.epoch(0, 0)) {
            Batch batch = epoch.next();
            assertThat(batch.tokens()).isEqualTo(batches.tokensPerEpoch());
            return batch.data();
        }
    }

    private static INDArray array(float[][][] values) {
        return Nd4j.create(values);
    }

    @Test
    void values_are_by_channel_and_classes_are_ids() {
        MultiDataSet data = only(
                SeriesGoal.classes(LABELS, false),
                series(new float[] {1, 2, 3, 4}, List.of("c"), new float[0], false),
                series(new float[] {5, 6}, List.of("a"), new float[0], false));
        assertThat(data.getFeatures(0)).isEqualTo(array(new float[][][] {{{1, 3}, {2, 4}}, {{5, 0}, {6, 0}}}));
        assertThat(data.getFeaturesMaskArray(0).toIntMatrix()).isEqualTo(new int[][] {{1, 1}, {1, 0}});
        assertThat(data.getLabels(0).dataType()).isEqualTo(DataType.INT);
        assertThat(data.getLabels(0).toIntMatrix()).isEqualTo(new int[][] {{2}, {0}});
        assertThat(data.getLabelsMaskArray(0).toIntMatrix()).isEqualTo(new int[][] {{1}, {1}});
        MultiDataSet several = only(
                SeriesGoal.classes(LABELS, true), series(new float[] {1, 2}, List.of("c", "a"), new float[0], false));
        assertThat(several.getLabels(0).toIntMatrix()).isEqualTo(new int[][] {{1, 0, 1}});
    }

    @Test
    void targets_of_the_whole_and_of_each_step() {
        MultiDataSet whole = only(
                SeriesGoal.targets(),
                series(new float[] {1, 2, 3, 4}, List.of(), new float[] {7, 8, 9}, false),
                series(new float[] {5, 6}, List.of(), new float[] {1, 2, 3}, false));
        assertThat(whole.getLabels(0).toFloatMatrix()).isEqualTo(new float[][] {{7, 8, 9}, {1, 2, 3}});
        MultiDataSet steps = only(
                SeriesGoal.targets(),
                series(new float[] {5, 6}, List.of(), new float[] {1}, true),
                series(new float[] {1, 2, 3, 4}, List.of(), new float[] {7, 8}, true));
        assertThat(steps.getLabels(0)).isEqualTo(array(new float[][][] {{{1, 0}}, {{7, 8}}}));
        assertThat(steps.getLabelsMaskArray(0).toIntMatrix()).isEqualTo(new int[][] {{1, 0}, {1, 1}});
    }

    @Test
    void the_next_step_is_predicted_from_the_one_before() {
        MultiDataSet data = only(
                SeriesGoal.nextStep(),
                Series.of(new float[] {1, 2, 3, 4, 5, 6}, 2, PLACE),
                Series.of(new float[] {7, 8}, 2, PLACE));
        assertThat(data.getFeatures(0)).isEqualTo(array(new float[][][] {{{0, 1, 3}, {0, 2, 4}}, {{0, 0, 0}, {0, 0, 0}}
        }));
        assertThat(data.getLabels(0)).isEqualTo(array(new float[][][] {{{1, 3, 5}, {2, 4, 6}}, {{7, 0, 0}, {8, 0, 0}}
        }));
        assertThat(data.getFeaturesMaskArray(0).toIntMatrix()).isEqualTo(new int[][] {{1, 1, 1}, {1, 0, 0}});
        assertThat(data.getLabelsMaskArray(0)).isEqualTo(data.getFeaturesMaskArray(0));
    }

    @Test
    void batches_to_predict_from_have_no_labels() {
        Batch batch = SeriesBatches.unlabelled(List.of(Series.of(new float[] {1, 2}, 2, PLACE)));
        assertThat(batch.data().getLabels()).isNullOrEmpty();
        assertThat(batch.data().getFeatures(0)).isEqualTo(array(new float[][][] {{{1}, {2}}}));
    }

    @Test
    void an_epoch_has_every_series_once_with_little_padding() {
        List<Series> all = IntStream.range(0, 50)
                .mapToObj(i -> Series.of(new float[1 + i % 10], 1, PLACE))
                .toList();
        SeriesBatches batches = new SeriesBatches(all, SeriesGoal.nextStep(), BatchBy.SENTENCES, 5, 1, 50, 3, true);
        TreeSet<Long> seen = new TreeSet<>();
        try (SeriesBatches.Epoch epoch = batches.epoch(2, 0)) {
            while (epoch.hasNext()) {
                Batch batch = epoch.next();
                assertThat(batch.tokens()).isEqualTo(batch.data().getFeatures(0).length());
                for (long number : epoch.series()) {
                    seen.add(number);
                }
            }
        }
        assertThat(seen).hasSize(50);
        assertThat(batches.batches(2)).isEqualTo(10);
    }

    @Test
    void what_does_not_fit_is_told_by_its_line() {
        SeriesGoal classes = SeriesGoal.classes(LABELS, false);
        assertThatThrownBy(() -> only(classes, series(new float[] {1, 2}, List.of("z"), new float[0], false)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("f:3: the label 'z' is none of the training data's 3 labels (a, b, c)");
        assertThatThrownBy(() -> only(classes, Series.of(new float[] {1, 2}, 2, PLACE)))
                .hasMessageStartingWith("f:3: the series has 0 labels");
        assertThatThrownBy(() -> only(SeriesGoal.targets(), Series.of(new float[] {1, 2}, 2, PLACE)))
                .hasMessageStartingWith("f:3: the series has no number to predict");
        assertThatThrownBy(() -> only(
                        SeriesGoal.nextStep(),
                        Series.of(new float[] {1, 2}, 2, PLACE),
                        Series.of(new float[] {1, 2}, 1, PLACE)))
                .hasMessageStartingWith("f:3: the series has 1 channels, but the first one 2");
    }
}
