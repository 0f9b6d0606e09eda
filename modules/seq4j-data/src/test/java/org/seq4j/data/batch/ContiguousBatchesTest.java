package org.seq4j.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.data.DataException;

class ContiguousBatchesTest {
    @ParameterizedTest(name = "N {0}, B {1}, T {2}")
    @CsvSource({"2,1,1", "2,4,8", "3,2,5", "10,3,2", "101,4,25", "101,4,24", "1000,7,13", "1000,1,128", "64,64,3"})
    void every_target_but_the_first_token_is_scored_exactly_once_with_the_token_before_it(int n, int b, int t) {
        int[] ids = IntStream.range(4, 4 + n).toArray(); // all different, so a target names its place
        int[] scored = new int[n];
        ContiguousBatches source = new ContiguousBatches(ids, b, t);
        long tokens = 0;
        List<Batch> batches = drain(source.epoch(0, 0));
        for (Batch batch : batches) {
            INDArray features = batch.data().getFeatures(0);
            INDArray labels = batch.data().getLabels(0);
            INDArray mask = batch.data().getLabelsMaskArray(0);
            assertThat(mask).isEqualTo(batch.data().getFeaturesMaskArray(0));
            assertThat(features.columns()).isLessThanOrEqualTo(t);
            assertThat(batch.sequences()).isEqualTo(Math.min(b, n - 1)).isEqualTo(features.rows());
            assertThat(mask.sumNumber().longValue()).isEqualTo(batch.tokens()).isPositive();
            for (int row = 0; row < features.rows(); row++) {
                for (int step = 0; step < features.columns(); step++) {
                    int label = labels.getInt(row, step);
                    if (mask.getFloat(row, step) == 1f) {
                        assertThat(features.getInt(row, step)).isEqualTo(label - 1);
                        scored[label - 4]++;
                    } else {
                        assertThat(label).isZero();
                        assertThat(features.getInt(row, step)).isZero();
                    }
                }
            }
            tokens += batch.tokens();
        }
        assertThat(tokens).isEqualTo(n - 1).isEqualTo(source.tokensPerEpoch());
        assertThat(batches).hasSize((int) source.batches(0));
        assertThat(scored[0]).isZero();
        assertThat(IntStream.of(scored).skip(1)).containsOnly(1);
    }

    @Test
    void a_stream_goes_on_in_the_next_window_and_starts_at_the_last_target_of_the_stream_before() {
        List<Batch> batches = drain(new ContiguousBatches(IntStream.range(0, 13).toArray(), 3, 2).epoch(0, 0));
        assertThat(batches).hasSize(2);
        assertThat(batches.get(0).data().getFeatures(0)).isEqualTo(Nd4j.createFromArray(new int[][] {
            {0, 1}, {4, 5}, {8, 9}
        }));
        assertThat(batches.get(1).data().getFeatures(0)).isEqualTo(Nd4j.createFromArray(new int[][] {
            {2, 3}, {6, 7}, {10, 11}
        }));
        assertThat(batches.get(1).data().getLabels(0)).isEqualTo(Nd4j.createFromArray(new int[][] {
            {3, 4}, {7, 8}, {11, 12}
        }));
        assertThat(batches).extracting(Batch::startsStream).containsExactly(true, false);
    }

    @Test
    void windows_are_of_nearly_equal_length() {
        List<Batch> batches = drain(new ContiguousBatches(new int[1 + 64 * 130], 64, 128).epoch(0, 0));
        assertThat(batches).extracting(b -> b.data().getFeatures(0).size(1)).containsExactly(65L, 65L);
    }

    @Test
    void skipping_is_iterating() {
        ContiguousBatches source = new ContiguousBatches(IntStream.range(0, 500).toArray(), 3, 7);
        List<Batch> all = drain(source.epoch(2, 0));
        for (int skip = 0; skip <= all.size() + 1; skip++) {
            List<Batch> rest = drain(source.epoch(2, skip));
            assertThat(rest).hasSize(Math.max(0, all.size() - skip));
            for (int i = 0; i < rest.size(); i++) {
                assertThat(rest.get(i).data().getLabels(0))
                        .isEqualTo(all.get(skip + i).data().getLabels(0));
                assertThat(rest.get(i).startsStream()).isEqualTo(skip + i == 0);
            }
        }
    }

    @Test
    void arrays_have_their_types_and_belong_to_no_workspace() {
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().getAndActivateWorkspace("ContiguousBatchesTest")) {
            Batch batch = new ContiguousBatches(new int[] {4, 5, 6, 7}, 2, 2)
                    .epoch(0, 0)
                    .next();
            INDArray[] ids = {batch.data().getFeatures(0), batch.data().getLabels(0)};
            INDArray[] masks = {
                batch.data().getFeaturesMaskArray(0), batch.data().getLabelsMaskArray(0)
            };
            assertThat(ids).allMatch(a -> a.dataType() == DataType.INT32 && !a.isAttached() && a.rank() == 2);
            assertThat(masks).allMatch(a -> a.dataType() == DataType.FLOAT && !a.isAttached() && a.rank() == 2);
        }
    }

    @Test
    void a_text_with_nothing_to_predict_is_refused() {
        assertThatThrownBy(() -> new ContiguousBatches(new int[] {5}, 1, 8))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("1 token has nothing to predict");
        assertThatThrownBy(() -> new ContiguousBatches(new int[0], 1, 8)).isInstanceOf(DataException.class);
    }

    static List<Batch> drain(CloseableBatches batches) {
        List<Batch> all = new ArrayList<>();
        try (batches) {
            batches.forEachRemaining(all::add);
        }
        return all;
    }
}
