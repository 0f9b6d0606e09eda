package org.seq4j.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.data.DataException;
import org.seq4j.data.random.CounterRandom;

class LineBatchesTest {
    /** Lines of very different lengths, all tokens different, some lines empty. */
    private static List<int[]> lines(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> lines = new ArrayList<>();
        int next = 4;
        for (int i = 0; i < count; i++) {
            int length = random.nextInt(4) == 0 ? random.nextInt(40) : random.nextInt(8);
            lines.add(IntStream.range(next, next + length).toArray());
            next += length;
        }
        return lines;
    }

    private static List<Batch> drain(BatchSource source, int epoch, long skip) {
        List<Batch> all = new ArrayList<>();
        try (CloseableBatches batches = source.epoch(epoch, skip)) {
            batches.forEachRemaining(all::add);
        }
        return all;
    }

    private static List<String> print(List<Batch> batches) {
        return batches.stream()
                .map(b -> Arrays.deepToString(b.data().getLabels(0).toIntMatrix()))
                .toList();
    }

    @Test
    void a_line_is_framed_shifted_padded_and_masked() {
        List<int[]> lines = List.of(new int[] {7, 8, 9}, new int[] {}, new int[] {5});
        Batch batch = drain(new LineBatches(lines, BatchBy.SENTENCES, 3, 0, 0, false), 0, 0)
                .get(0);
        assertThat(batch.data().getFeatures(0)).isEqualTo(Nd4j.createFromArray(new int[][] {
            {2, 7, 8, 9}, {2, 0, 0, 0}, {2, 5, 0, 0}
        }));
        assertThat(batch.data().getLabels(0)).isEqualTo(Nd4j.createFromArray(new int[][] {
            {7, 8, 9, 3}, {3, 0, 0, 0}, {5, 3, 0, 0}
        }));
        INDArray mask = Nd4j.createFromArray(new float[][] {{1, 1, 1, 1}, {1, 0, 0, 0}, {1, 1, 0, 0}});
        assertThat(batch.data().getFeaturesMaskArray(0)).isEqualTo(mask);
        assertThat(batch.data().getLabelsMaskArray(0)).isEqualTo(mask);
        assertThat(batch.data().getLabels(0).dataType()).isEqualTo(DataType.INT32);
        assertThat(batch.tokens()).isEqualTo(7);
        assertThat(batch.sequences()).isEqualTo(3);
        assertThat(batch.startsStream()).isTrue();
    }

    @Test
    void masks_are_there_even_where_nothing_is_padded() {
        Batch batch = drain(new LineBatches(List.of(new int[] {4}), BatchBy.SENTENCES, 8, 1, 0, true), 0, 0)
                .get(0);
        assertThat(batch.data().getFeaturesMaskArray(0)).isEqualTo(Nd4j.ones(1, 2));
        assertThat(batch.data().getLabelsMaskArray(0)).isEqualTo(Nd4j.ones(1, 2));
    }

    @Test
    void every_line_is_there_exactly_once_within_its_budget() {
        for (long seed = 0; seed < 12; seed++) {
            List<int[]> lines = lines(seed, 150);
            BatchBy by = seed % 2 == 0 ? BatchBy.SENTENCES : BatchBy.TOKENS;
            int size = by == BatchBy.SENTENCES ? 16 : 100;
            LineBatches source = new LineBatches(lines, by, size, (int) (seed % 5), seed, seed % 3 != 0);
            Map<List<Integer>, Integer> wanted = new HashMap<>();
            lines.forEach(line -> wanted.merge(framed(line), 1, Integer::sum));
            Map<List<Integer>, Integer> found = new HashMap<>();
            long tokens = 0;
            List<Batch> batches = drain(source, 3, 0);
            int full = 0;
            for (Batch batch : batches) {
                int[][] labels = batch.data().getLabels(0).toIntMatrix();
                float[][] mask = batch.data().getLabelsMaskArray(0).toFloatMatrix();
                int cost = by == BatchBy.SENTENCES ? labels.length : labels.length * labels[0].length;
                assertThat(cost).as("seed %d", seed).isLessThanOrEqualTo(size);
                full += cost == size ? 1 : 0;
                for (int row = 0; row < labels.length; row++) {
                    List<Integer> line = new ArrayList<>();
                    for (int t = 0; t < labels[row].length; t++) {
                        if (mask[row][t] == 1f) {
                            line.add(labels[row][t]);
                        }
                    }
                    found.merge(line, 1, Integer::sum);
                }
                tokens += batch.tokens();
            }
            assertThat(found).as("seed %d", seed).isEqualTo(wanted);
            assertThat(tokens).as("seed %d", seed).isEqualTo(source.tokensPerEpoch());
            assertThat(batches).as("seed %d", seed).hasSize((int) source.batches(3));
            if (by == BatchBy.SENTENCES) {
                assertThat(full)
                        .as("seed %d: all but one batch are full", seed)
                        .isGreaterThanOrEqualTo(batches.size() - 1);
            }
        }
    }

    private static List<Integer> framed(int[] line) {
        List<Integer> all = new ArrayList<>(IntStream.of(line).boxed().toList());
        all.add(3);
        return all;
    }

    @Test
    void an_epoch_is_a_function_of_seed_and_epoch_alone() {
        List<int[]> lines = lines(1, 120);
        LineBatches source = new LineBatches(lines, BatchBy.SENTENCES, 8, 3, 42, true);
        List<String> fifth = print(drain(source, 5, 0));
        List<String> sixth = print(drain(source, 6, 0));
        assertThat(print(drain(source, 5, 0))).isEqualTo(fifth).isNotEqualTo(sixth);
        assertThat(print(drain(new LineBatches(lines, BatchBy.SENTENCES, 8, 3, 42, true), 6, 0)))
                .isEqualTo(sixth);
        assertThat(print(drain(new LineBatches(lines, BatchBy.SENTENCES, 8, 3, 43, true), 6, 0)))
                .isNotEqualTo(sixth);
    }

    @Test
    void two_epochs_may_be_read_at_the_same_time() {
        LineBatches source = new LineBatches(lines(1, 120), BatchBy.TOKENS, 200, 3, 42, true);
        List<String> expected = print(drain(source, 0, 0));
        List<Batch> zero = new ArrayList<>();
        CloseableBatches a = source.epoch(0, 0);
        CloseableBatches b = source.epoch(1, 0);
        while (a.hasNext()) {
            zero.add(a.next());
            if (b.hasNext()) {
                b.next();
            }
        }
        assertThat(print(zero)).isEqualTo(expected);
    }

    @Test
    void skipping_is_iterating() {
        LineBatches source = new LineBatches(lines(2, 100), BatchBy.TOKENS, 90, 2, 7, true);
        List<String> all = print(drain(source, 4, 0));
        for (int skip = 0; skip <= all.size(); skip++) {
            assertThat(print(drain(source, 4, skip))).isEqualTo(all.subList(skip, all.size()));
        }
        assertThat(drain(source, 4, 1_000_000_000_000L)).isEmpty();
    }

    @Test
    void unshuffled_lines_without_buckets_stay_in_order() {
        List<int[]> lines = List.of(new int[] {4, 5, 6}, new int[] {7}, new int[] {8, 9});
        LineBatches source = new LineBatches(lines, BatchBy.SENTENCES, 1, 0, 99, false);
        assertThat(print(drain(source, 0, 0)))
                .containsExactly("[[4, 5, 6, 3]]", "[[7, 3]]", "[[8, 9, 3]]")
                .isEqualTo(print(drain(source, 9, 0)));
    }

    @Test
    void buckets_save_padding() {
        List<int[]> lines = lines(3, 400);
        long mixed = padded(new LineBatches(lines, BatchBy.SENTENCES, 16, 0, 1, true));
        long bucketed = padded(new LineBatches(lines, BatchBy.SENTENCES, 16, 2, 1, true));
        assertThat(bucketed).isLessThan(mixed / 2);
    }

    private static long padded(LineBatches source) {
        return drain(source, 0, 0).stream()
                .mapToLong(b -> b.data().getLabels(0).length() - b.tokens())
                .sum();
    }

    @Test
    void every_order_is_about_equally_likely() {
        List<int[]> lines = List.of(new int[] {4}, new int[] {5}, new int[] {6});
        LineBatches source = new LineBatches(lines, BatchBy.SENTENCES, 3, 0, 5, true);
        Map<String, Integer> counts = new HashMap<>();
        for (int epoch = 0; epoch < 1200; epoch++) {
            counts.merge(print(drain(source, epoch, 0)).get(0), 1, Integer::sum);
        }
        assertThat(counts).hasSize(6); // 200 each; five standard deviations are 65
        assertThat(counts.values()).allMatch(n -> n > 135 && n < 265);
    }

    @Test
    void the_random_numbers_are_the_same_for_ever() {
        CounterRandom random = new CounterRandom(1, 2);
        int[] order = {0, 1, 2, 3, 4, 5, 6, 7};
        random.shuffle(order);
        assertThat(CounterRandom.mix(0x9E3779B97F4A7C15L)).isEqualTo(0xE220A8397B1DCDAFL); // SplitMix64(0), first
        assertThat(order).containsExactly(6, 7, 0, 1, 5, 2, 3, 4); // computed apart, in Python
    }

    @Test
    void what_cannot_work_is_refused_with_a_sentence() {
        assertThatThrownBy(() -> new LineBatches(List.of(), BatchBy.SENTENCES, 4, 0, 0, false))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no line");
        assertThatThrownBy(() -> new LineBatches(List.of(new int[2], new int[10]), BatchBy.TOKENS, 10, 0, 0, false))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("Sequence 2", "11 targets", "10 tokens", "max_length");
        assertThatThrownBy(() -> new LineBatches(List.of(new int[2]), BatchBy.TOKENS, 0, 0, 0, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
