package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostThreadsTest {
    private OperationThreads threads;

    @BeforeEach
    void threeThreads() {
        threads = new OperationThreads(3);
    }

    @AfterEach
    void asBefore() {
        threads.close();
    }

    @Test
    void countsTheThreadsOfTheCallersOperations() {
        assertThat(HostThreads.count()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void everyPartIsRunOnce(int parts) {
        int n = 5;
        AtomicInteger[] visits = new AtomicInteger[2 * n];
        for (int i = 0; i < 2 * n; i++) {
            visits[i] = new AtomicInteger();
        }
        Set<Integer> numbers = new ConcurrentSkipListSet<>();
        HostThreads.run(n, parts, (part, from, to) -> {
            numbers.add(part);
            for (int i = from; i < to; i++) {
                visits[i].incrementAndGet();
            }
        });
        HostThreads.lanes(n, parts, (part, from, to) -> {
            for (int i = from; i < to; i++) {
                visits[n + i].incrementAndGet();
            }
        });
        assertThat(visits).allMatch(count -> count.get() == 1);
        assertThat(numbers).hasSize(parts);
    }

    /** So operations and loops within a lane do not ask for more threads than there are. */
    @Test
    void withinALaneOperationsHaveOneThread() {
        Map<Integer, Integer> counts = new ConcurrentHashMap<>();
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        HostThreads.lanes(3, 3, (part, from, to) -> {
            counts.put(part, HostThreads.count());
            seen.add(Thread.currentThread());
        });
        assertThat(counts).isEqualTo(Map.of(0, 1, 1, 1, 2, 1));
        assertThat(seen).doesNotContain(Thread.currentThread());
        assertThat(HostThreads.count()).as("the caller's own number").isEqualTo(3);
    }

    /** And the caller's number is as before, even after a fault. */
    @Test
    void workAloneHasOperationsOfOneThread() {
        assertThat(HostThreads.<Integer>alone(HostThreads::count)).isEqualTo(1);
        assertThat(HostThreads.count()).isEqualTo(3);
        assertThatThrownBy(() -> HostThreads.alone(() -> {
                    throw new IllegalArgumentException("alone");
                }))
                .hasMessage("alone");
        assertThat(HostThreads.count()).isEqualTo(3);
    }

    @Test
    void oneLaneIsTheCallingThread() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        HostThreads.lanes(4, 1, (part, from, to) -> seen.add(Thread.currentThread()));
        assertThat(seen).containsExactly(Thread.currentThread());
    }

    @Test
    void aFaultOfAPartComesOutAfterAllHaveEnded() {
        AtomicInteger ended = new AtomicInteger();
        assertThatThrownBy(() -> HostThreads.lanes(3, 3, (part, from, to) -> {
                    if (part == 1) {
                        throw new IllegalArgumentException("part one");
                    }
                    ended.incrementAndGet();
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("part one");
        assertThat(ended).hasValue(2);
    }
}
