package org.seq4j.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.data.DataException;
import org.seq4j.data.pair.EncodedPair;
import org.seq4j.data.pair.MemoryPairs;
import org.seq4j.data.pair.RandomPairs;
import org.seq4j.data.random.Permutation;

class PairBatchesTest {
    private record Read(Batch batch, long[] pairs) {}

    private static List<Read> drain(PairBatches source, int epoch, long skip) {
        List<Read> all = new ArrayList<>();
        try (PairBatches.Epoch batches = source.epoch(epoch, skip)) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                all.add(new Read(batch, batches.pairs()));
            }
        }
        return all;
    }

    private static List<List<Long>> orders(PairBatches source, int epoch, long skip) {
        return drain(source, epoch, skip).stream()
                .map(read -> LongStream.of(read.pairs).boxed().toList())
                .toList();
    }

    @Test
    void a_pair_is_framed_shifted_padded_and_masked() {
        MemoryPairs corpus = RandomPairs.of(1, 40, true);
        int vocabulary = corpus.encoder().target().size();
        boolean extended = false;
        for (Read read : drain(new PairBatches(corpus, BatchBy.SENTENCES, 3, 0, 10, 0, false), 0, 0)) {
            MultiDataSet data = read.batch.data();
            assertThat(data.getFeatures()).hasSize(3).allMatch(a -> a.dataType() == DataType.INT32);
            assertThat(data.getLabels(0).dataType()).isEqualTo(DataType.INT32);
            int tokens = 0;
            for (int b = 0; b < read.pairs.length; b++) {
                EncodedPair pair = corpus.pair(read.pairs[b]);
                int[] target = pair.target();
                int[] inputs = new int[target.length + 1];
                inputs[0] = 2;
                for (int t = 0; t < target.length; t++) {
                    inputs[t + 1] = target[t] < vocabulary ? target[t] : 1;
                    extended |= target[t] >= vocabulary;
                }
                int[] labels = Arrays.copyOf(target, target.length + 1);
                labels[target.length] = 3;
                checkRow(data, true, 0, b, pair.source());
                checkRow(data, true, 1, b, inputs);
                checkRow(data, true, 2, b, pair.copySource());
                checkRow(data, false, 0, b, labels);
                tokens += labels.length;
            }
            assertThat(read.batch.tokens()).isEqualTo(tokens);
            assertThat(read.batch.sequences()).isEqualTo(read.pairs.length);
            assertThat(read.batch.startsStream()).isTrue();
        }
        assertThat(extended).as("some label is an extended id").isTrue();
    }

    /** The row holds these ids with mask 1, then padding; and some row fills the array. */
    private static void checkRow(MultiDataSet data, boolean feature, int array, int row, int[] ids) {
        var values = feature ? data.getFeatures(array) : data.getLabels(array);
        var mask = feature ? data.getFeaturesMaskArray(array) : data.getLabelsMaskArray(array);
        int steps = (int) values.size(1);
        float[] real = new float[steps];
        Arrays.fill(real, 0, ids.length, 1f);
        assertThat(values.toIntMatrix()[row]).containsExactly(Arrays.copyOf(ids, steps));
        assertThat(mask.toFloatMatrix()[row]).containsExactly(real);
        assertThat(mask.sum(0).getDouble(steps - 1)).isPositive();
    }

    @Test
    void without_copying_there_are_two_features_and_all_masks() {
        MemoryPairs corpus = RandomPairs.of(1, 1, false);
        MultiDataSet data = drain(new PairBatches(corpus, BatchBy.TOKENS, 99, 1, 10, 0, true), 0, 0)
                .get(0)
                .batch
                .data();
        assertThat(data.getFeatures()).hasSize(2);
        assertThat(data.getFeaturesMaskArray(0)).isEqualTo(Nd4j.ones(1, corpus.sourceLength(0)));
        assertThat(data.getFeaturesMaskArray(1)).isEqualTo(Nd4j.ones(1, corpus.targetLength(0) + 1));
        assertThat(data.getLabelsMaskArray(0)).isEqualTo(Nd4j.ones(1, corpus.targetLength(0) + 1));
    }

    @Test
    void every_pair_is_there_exactly_once_within_its_budget() {
        for (int seed = 0; seed < 12; seed++) {
            int count = 100 + seed;
            MemoryPairs corpus = RandomPairs.of(seed, count, false);
            BatchBy by = seed % 2 == 0 ? BatchBy.SENTENCES : BatchBy.TOKENS;
            int size = by == BatchBy.SENTENCES ? 8 : 60;
            int buffer = List.of(1, 40, 50, 1000).get(seed % 4);
            PairBatches source = new PairBatches(corpus, by, size, seed % 5, buffer, seed, seed % 3 != 0);
            List<Read> reads = drain(source, 3, 0);
            Set<Long> seen = new HashSet<>();
            long tokens = 0;
            for (Read read : reads) {
                MultiDataSet data = read.batch.data();
                long rows = data.getFeatures(0).size(0);
                long widest =
                        Math.max(data.getFeatures(0).size(1), data.getLabels(0).size(1));
                assertThat(by == BatchBy.SENTENCES ? rows : rows * widest).isLessThanOrEqualTo(size);
                LongStream.of(read.pairs)
                        .forEach(pair -> assertThat(seen.add(pair)).isTrue());
                tokens += read.batch.tokens();
            }
            assertThat(seen).as("seed %d", seed).hasSize(count);
            assertThat(tokens).isEqualTo(source.tokensPerEpoch());
            assertThat(reads).hasSize((int) source.batches(3));
        }
    }

    @Test
    void skipping_is_iterating() {
        MemoryPairs corpus = RandomPairs.of(2, 43, false);
        for (BatchBy by : BatchBy.values()) {
            for (int buffer : new int[] {1, 10, 1000}) {
                PairBatches source = new PairBatches(corpus, by, by == BatchBy.SENTENCES ? 4 : 40, 2, buffer, 7, true);
                List<List<Long>> all = orders(source, 4, 0);
                for (int skip = 0; skip <= all.size(); skip++) {
                    assertThat(orders(source, 4, skip)).isEqualTo(all.subList(skip, all.size()));
                }
                assertThat(orders(source, 4, 1_000_000_000_000L)).isEmpty();
            }
        }
    }

    @Test
    void an_epoch_is_a_function_of_seed_and_epoch_alone() {
        MemoryPairs corpus = RandomPairs.of(3, 90, false);
        PairBatches source = new PairBatches(corpus, BatchBy.SENTENCES, 4, 2, 30, 42, true);
        List<List<Long>> fifth = orders(source, 5, 0);
        List<List<Long>> sixth = orders(source, 6, 0);
        assertThat(orders(source, 5, 0)).isEqualTo(fifth).isNotEqualTo(sixth);
        assertThat(orders(new PairBatches(corpus, BatchBy.SENTENCES, 4, 2, 30, 42, true), 6, 0))
                .isEqualTo(sixth);
        assertThat(orders(new PairBatches(corpus, BatchBy.SENTENCES, 4, 2, 30, 43, true), 6, 0))
                .isNotEqualTo(sixth);
    }

    @Test
    void unshuffled_pairs_stay_in_order_buffer_by_buffer() {
        MemoryPairs corpus = RandomPairs.of(3, 7, false);
        PairBatches plain = new PairBatches(corpus, BatchBy.SENTENCES, 2, 0, 3, 9, false);
        assertThat(orders(plain, 0, 0))
                .containsExactly(List.of(0L, 1L), List.of(2L), List.of(3L, 4L), List.of(5L), List.of(6L))
                .isEqualTo(orders(plain, 8, 0));
        List<List<Long>> sorted = orders(new PairBatches(corpus, BatchBy.SENTENCES, 1, 1, 7, 9, false), 0, 0);
        List<Integer> lengths =
                sorted.stream().map(b -> corpus.targetLength(b.get(0))).toList();
        assertThat(lengths).isSorted();
    }

    @Test
    void buckets_save_padding_on_both_sides() {
        MemoryPairs corpus = RandomPairs.of(3, 800, false);
        PairBatches mixed = new PairBatches(corpus, BatchBy.SENTENCES, 4, 0, 800, 1, true);
        PairBatches bucketed = new PairBatches(corpus, BatchBy.SENTENCES, 4, 1, 800, 1, true);
        for (int side = 0; side < 2; side++) {
            assertThat(padded(bucketed, side)).isLessThan(padded(mixed, side) / 5);
        }
    }

    private static double padded(PairBatches source, int side) {
        return drain(source, 0, 0).stream()
                .mapToDouble(r -> r.batch.data().getFeatures(side).length()
                        - r.batch.data().getFeaturesMaskArray(side).sumNumber().doubleValue())
                .sum();
    }

    @Test
    void the_permutation_has_every_number_once_and_every_order_about_equally_often() {
        for (int size : new int[] {1, 2, 3, 4, 5, 16, 17, 100, 1000}) {
            Permutation permutation = new Permutation(size, 5, 6);
            assertThat(LongStream.range(0, size).map(permutation::at).sorted())
                    .containsExactly(LongStream.range(0, size).boxed().toArray(Long[]::new));
        }
        Map<String, Integer> counts = new HashMap<>();
        for (int epoch = 0; epoch < 2400; epoch++) {
            Permutation permutation = new Permutation(4, 5, epoch);
            counts.merge(
                    Arrays.toString(LongStream.range(0, 4).map(permutation::at).toArray()), 1, Integer::sum);
        }
        assertThat(counts).hasSize(24); // 100 each; five standard deviations are 49
        assertThat(counts.values()).allMatch(n -> n > 51 && n < 149);
        Permutation huge = new Permutation(1L << 40, 1, 2);
        assertThat(LongStream.range(0, 1000).map(huge::at).distinct().count()).isEqualTo(1000);
    }

    @Test
    void what_cannot_work_is_refused_with_a_sentence() {
        assertThatThrownBy(() -> new PairBatches(RandomPairs.of(0, 0, false), BatchBy.TOKENS, 9, 1, 9, 0, true))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no pair");
        assertThatThrownBy(() -> new PairBatches(RandomPairs.of(0, 99, false), BatchBy.TOKENS, 11, 1, 9, 0, true))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("12 tokens", "11 tokens", "max_length");
        MemoryPairs one = RandomPairs.of(0, 1, false);
        assertThatThrownBy(() -> new PairBatches(one, BatchBy.TOKENS, 11, 1, 0, 0, true))
                .isInstanceOf(IllegalArgumentException.class);
        PairBatches source = new PairBatches(one, BatchBy.SENTENCES, 1, 1, 1, 0, true);
        assertThatThrownBy(() -> source.epoch(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> source.epoch(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
