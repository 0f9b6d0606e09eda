package org.seq4j.experiments.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecodeWorkersTest {
    @Test
    void workAtTheSameTimeAndKeepTheOrder() {
        AtomicInteger prepared = new AtomicInteger();
        CyclicBarrier both = new CyclicBarrier(2); // is passed only if two items are worked on at the same time
        List<Integer> items = IntStream.range(0, 10).boxed().toList();
        List<Integer> results = new DecodeWorkers(2, prepared::incrementAndGet).map(items, item -> {
            try {
                both.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return item * item;
        });
        assertThat(results).containsExactly(0, 1, 4, 9, 16, 25, 36, 49, 64, 81);
        assertThat(prepared).hasValue(2);
    }

    @Test
    void passOnWhatWentWrong() {
        DecodeWorkers workers = new DecodeWorkers(3, () -> {});
        assertThatThrownBy(() -> workers.map(List.of(1, 0, 2), item -> 1 / item))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void oneWorksInTheCallingThread() {
        assertThat(DecodeWorkers.NONE.map(List.of("a", "b"), item -> Thread.currentThread()))
                .containsOnly(Thread.currentThread());
    }
}
