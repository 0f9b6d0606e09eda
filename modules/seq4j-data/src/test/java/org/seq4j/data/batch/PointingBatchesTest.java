package org.seq4j.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.data.pointing.PointingGenerator;
import org.seq4j.data.pointing.PointingSource;
import org.seq4j.data.pointing.PointingTask;

class PointingBatchesTest {
    private static final PointingGenerator HULLS = new PointingGenerator(PointingTask.CONVEX_HULL, 3, 9, 1);

    private record Read(Batch batch, long[] examples) {}

    private static List<Read> drain(PointingBatches source, int epoch, long skip) {
        List<Read> reads = new ArrayList<>();
        try (PointingBatches.Epoch batches = source.epoch(epoch, skip)) {
            while (batches.hasNext()) {
                reads.add(new Read(batches.next(), batches.examples()));
            }
        }
        return reads;
    }

    private static List<INDArray> arrays(MultiDataSet data) {
        List<INDArray> all = new ArrayList<>(Arrays.asList(data.getFeatures()));
        all.addAll(Arrays.asList(data.getLabels()));
        all.addAll(Arrays.asList(data.getFeaturesMaskArrays()));
        all.addAll(Arrays.asList(data.getLabelsMaskArrays()));
        return all;
    }

    private static List<List<INDArray>> content(BatchSource source, int epoch, long skip) {
        List<List<INDArray>> content = new ArrayList<>();
        try (CloseableBatches batches = source.epoch(epoch, skip)) {
            while (batches.hasNext()) {
                content.add(arrays(batches.next().data()));
            }
        }
        return content;
    }

    /** The row holds these values with mask 1, then padding. */
    private static void checkRow(INDArray ids, INDArray mask, int row, int... values) {
        int steps = (int) ids.size(1);
        float[] real = new float[steps];
        Arrays.fill(real, 0, values.length, 1f);
        assertThat(ids.dataType()).isEqualTo(DataType.INT32);
        assertThat(ids.toIntMatrix()[row]).containsExactly(Arrays.copyOf(values, steps));
        assertThat(mask.toFloatMatrix()[row]).containsExactly(real);
    }

    @Test
    void rows_are_the_examples_padded_and_masked() {
        PointingSource source = PointingSource.of(HULLS, 53);
        int mixed = 0;
        for (Read read : drain(new PointingBatches(source, 8, 20, 3, true), 2, 0)) {
            MultiDataSet data = read.batch.data();
            INDArray elements = data.getFeatures(0);
            int steps = (int) elements.size(2);
            long tokens = 0;
            int longest = 0;
            assertThat(elements.shape()).containsExactly(read.examples.length, 2, steps);
            for (int b = 0; b < read.examples.length; b++) {
                PointingExample example = source.example(2, read.examples[b]);
                float[] mask = new float[steps];
                for (int s = 0; s < steps; s++) {
                    mask[s] = s < example.size() ? 1 : 0;
                    for (int f = 0; f < 2; f++) {
                        assertThat(elements.getFloat(b, f, s)).isEqualTo(mask[s] == 0 ? 0 : example.value(s + 1, f));
                    }
                }
                assertThat(data.getFeaturesMaskArray(0).toFloatMatrix()[b]).containsExactly(mask);
                int[] target = example.target();
                int[] inputs = new int[target.length + 1];
                System.arraycopy(target, 0, inputs, 1, target.length);
                int[] labels = Arrays.copyOf(target, target.length + 1);
                checkRow(data.getFeatures(1), data.getFeaturesMaskArray(1), b, inputs);
                checkRow(data.getLabels(0), data.getLabelsMaskArray(0), b, labels);
                tokens += labels.length;
                longest = Math.max(longest, labels.length);
                mixed += example.size() < steps ? 1 : 0;
            }
            assertThat(read.batch.tokens()).isEqualTo(tokens);
            assertThat(read.batch.sequences()).isEqualTo(read.examples.length);
            assertThat(data.getLabels(0).size(1)).isEqualTo(longest);
        }
        assertThat(mixed).as("some batch has several sizes").isPositive();
    }

    @Test
    void an_epoch_goes_on_from_the_middle_as_if_never_stopped() {
        PointingBatches source = new PointingBatches(PointingSource.of(HULLS, 43), 4, 12, 5, true);
        List<List<INDArray>> all = content(source, 1, 0);
        assertThat(all).hasSize((int) source.batches(1)).hasSize(3 * 3 + 2);
        PointingBatches again = new PointingBatches(PointingSource.of(HULLS, 43), 4, 12, 5, true);
        try (Prefetch prefetch = Prefetch.of(again, 2)) {
            for (int skip = 0; skip <= all.size(); skip++) {
                assertThat(content(prefetch, 1, skip)).isEqualTo(all.subList(skip, all.size()));
            }
        }
        assertThat(content(source, 2, 0)).as("another epoch").isNotEqualTo(all);
        assertThat(content(new PointingBatches(PointingSource.of(HULLS, 43), 4, 12, 6, true), 1, 0))
                .as("another seed of the order")
                .isNotEqualTo(all);
    }

    @Test
    void every_example_of_a_list_is_there_once_and_only_its_order_changes() {
        List<PointingExample> examples = HULLS.fixed(0, 31);
        PointingBatches source = new PointingBatches(PointingSource.of(examples), 4, 1000, 5, true);
        long[] everything = LongStream.range(0, 31).toArray();
        long tokens = 0;
        for (int epoch = 0; epoch < 2; epoch++) {
            List<Read> reads = drain(source, epoch, 0);
            assertThat(reads.stream()
                            .flatMapToLong(r -> LongStream.of(r.examples))
                            .sorted())
                    .containsExactly(LongStream.of(everything).boxed().toArray(Long[]::new));
            tokens = reads.stream().mapToLong(r -> r.batch.tokens()).sum();
            assertThat(tokens).isEqualTo(source.tokensPerEpoch());
        }
        assertThat(content(source, 0, 0)).isNotEqualTo(content(source, 1, 0));
        PointingBatches still = new PointingBatches(PointingSource.of(examples), 4, 1000, 5, false);
        assertThat(content(still, 0, 0)).isEqualTo(content(still, 1, 0));
        assertThat(new PointingBatches(PointingSource.of(HULLS, 9), 4, 4, 0, true).tokensPerEpoch())
                .as("known only when made")
                .isEqualTo(-1);
    }

    @Test
    void sizes_are_sorted_so_that_little_is_padded() {
        PointingGenerator wide = new PointingGenerator(PointingTask.SORT, 5, 50, 1);
        long padded = 0;
        long real = 0;
        for (Read read : drain(new PointingBatches(PointingSource.of(wide, 1024), 16, 1024, 3, true), 0, 0)) {
            INDArray mask = read.batch.data().getFeaturesMaskArray(0);
            real += mask.sumNumber().longValue();
            padded += mask.length() - mask.sumNumber().longValue();
        }
        assertThat(padded).isLessThan(real / 20);
    }

    @Test
    void what_cannot_work_is_refused() {
        PointingSource source = PointingSource.of(HULLS, 9);
        assertThatThrownBy(() -> new PointingBatches(source, 0, 4, 0, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PointingBatches(source, 4, 0, 0, true))
                .isInstanceOf(IllegalArgumentException.class);
        PointingBatches batches = new PointingBatches(source, 4, 4, 0, true);
        assertThatThrownBy(() -> batches.epoch(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> batches.epoch(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
