package org.seq4j.benchmarks.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WorkTest {
    private static Work of(String name) {
        Work work = Work.of(name, Cases.named(name).parameters());
        assertThat(work).as(name).isNotNull();
        return work;
    }

    @Test
    void operationsOfProductsAreCountedForwardsAndBackwards() {
        double lstm = 2.0 * 64 * 64 * 4 * 512 * 1024; // T B 4H (I + H)
        assertThat(of("layer/lstm/512x64x64/forward").operations()).isEqualTo(lstm);
        assertThat(of("layer/lstm/512x64x64/train").operations()).isEqualTo(3 * lstm);
        assertThat(of("layer/gru/512x64x64/train").operations()).isEqualTo(3 * lstm * 3 / 4);
        assertThat(of("iteration/char-lm/512x64x64").operations()).isEqualTo(3 * (lstm + 2.0 * 64 * 64 * 512 * 65));
        double sentence = of("decoding/greedy/1").operations();
        assertThat(of("iteration/seq2seq/input-feeding").operations()).isCloseTo(3 * 64 * sentence, within(1.0));
        assertThat(of("decoding/beam-5/32").operations()).isBetween(3 * sentence, 5 * sentence);
        double layer = of("layer/lstm/256x32x64/train").operations();
        assertThat(of("layer/lstm/256x32x64-bidirectional/train").operations()).isEqualTo(2 * layer);
        assertThat(of("layer/lstm/256x32x64-2-layers/train").operations()).isEqualTo(2 * layer);
    }

    @Test
    void aSingleStepReadsItsWeightsOnce() {
        assertThat(of("layer/lstm/512x1x1/step").bytes()).isEqualTo(8 << 20);
        assertThat(of("layer/lstm/512x64x64/train").bytes()).isZero();
        assertThat(of("decoding/greedy/1").bytes()).isGreaterThan(25.0 * 4 * 256 * 8000);
        assertThat(of("decoding/greedy/32").bytes()).isZero();
        Work step = of("layer/lstm/512x1x1/step");
        assertThat(step.milliseconds(1e12, 8e9)).isCloseTo((8 << 20) / 8e6, within(1e-9));
        assertThat(step.milliseconds(1e6, 1e15)).isCloseTo((4 << 20) / 1e3, within(1e-9));
    }

    /** Readers and calls of the command line have no products. */
    @Test
    void everyCaseWithProductsIsKnown() {
        for (Case one : Cases.all()) {
            boolean computes = one.group() != Group.DATA && one.group() != Group.START_UP;
            assertThat(Work.of(one.name(), one.parameters()) != null)
                    .as(one.name())
                    .isEqualTo(computes);
        }
    }
}
