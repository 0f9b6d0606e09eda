package org.seq4j.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.seq4j.data.DataException;

@Timeout(30)
class PrefetchTest {
    private final ContiguousBatches source =
            new ContiguousBatches(IntStream.range(0, 2000).toArray(), 4, 10);

    @AfterEach
    void no_thread_is_left() throws InterruptedException {
        for (int i = 0; i < 100 && !threads().isEmpty(); i++) {
            Thread.sleep(10); // a thread that has handed over its last batch may need a moment to end
        }
        assertThat(threads()).isEmpty();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("seq4j-prefetch-"))
                .toList();
    }

    private static List<String> print(CloseableBatches batches) {
        return ContiguousBatchesTest.drain(batches).stream()
                .map(b -> Arrays.deepToString(b.data().getLabels(0).toIntMatrix()) + b.startsStream() + b.tokens())
                .toList();
    }

    @Test
    void the_batches_are_those_of_the_source() {
        try (Prefetch prefetch = Prefetch.of(source, 3)) {
            assertThat(print(prefetch.epoch(0, 0))).isEqualTo(print(source.epoch(0, 0)));
            assertThat(print(prefetch.epoch(1, 7))).isEqualTo(print(source.epoch(1, 7)));
            assertThat(prefetch.tokensPerEpoch()).isEqualTo(source.tokensPerEpoch());
            assertThat(prefetch.batches(0)).isEqualTo(source.batches(0));
        }
    }

    @Test
    void no_more_than_depth_batches_are_built_ahead() throws InterruptedException {
        AtomicInteger built = new AtomicInteger();
        try (CloseableBatches batches = Prefetch.of(endless(built), 3).epoch(0, 0)) {
            batches.next();
            Thread.sleep(200);
            assertThat(built.get()).isBetween(4, 5); // one taken, three ready, one waiting for its place
            assertThat(threads()).hasSize(1).allMatch(Thread::isDaemon);
        }
    }

    @Test
    void closing_stops_the_thread_at_once_wherever_it_is() {
        AtomicBoolean closed = new AtomicBoolean();
        BatchSource slow = source(
                () -> {
                    try {
                        Thread.sleep(60_000);
                        return source.epoch(0, 0).next();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("interrupted", e);
                    }
                },
                closed);
        long start = System.nanoTime();
        CloseableBatches batches = Prefetch.of(slow, 1).epoch(0, 0);
        batches.close();
        batches.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(threads()).isEmpty();
        assertThat(batches.hasNext()).isFalse();
        assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void closing_the_source_closes_what_was_left_open() {
        Prefetch prefetch = Prefetch.of(endless(new AtomicInteger()), 2);
        prefetch.epoch(0, 0).next();
        prefetch.epoch(1, 0).next();
        assertThat(threads()).hasSize(2);
        prefetch.close();
        assertThat(threads()).isEmpty();
    }

    @Test
    void errors_reach_the_consumer_after_the_batches_before_them() {
        AtomicInteger count = new AtomicInteger();
        AtomicBoolean closed = new AtomicBoolean();
        BatchSource failing = source(
                () -> {
                    if (count.incrementAndGet() == 3) {
                        throw new DataException("text.txt:3: the line is bad.");
                    }
                    return source.epoch(0, 0).next();
                },
                closed);
        CloseableBatches batches = Prefetch.of(failing, 5).epoch(0, 0);
        batches.next();
        batches.next();
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(batches::next)
                    .isInstanceOf(DataException.class)
                    .hasMessage("text.txt:3: the line is bad.")
                    .hasCauseInstanceOf(DataException.class);
        }
        assertThat(closed).isTrue();
    }

    @Test
    void even_an_error_of_the_machine_reaches_the_consumer() {
        BatchSource failing = source(
                () -> {
                    throw new OutOfMemoryError("as a test");
                },
                new AtomicBoolean());
        CloseableBatches batches = Prefetch.of(failing, 1).epoch(0, 0);
        assertThatThrownBy(batches::hasNext)
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(OutOfMemoryError.class)
                .hasMessageContaining("as a test");
    }

    @Test
    void an_interrupted_consumer_is_told_and_can_close() {
        CloseableBatches batches = Prefetch.of(endless(new AtomicInteger()), 1).epoch(0, 0);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> {
                    while (true) {
                        batches.next();
                    }
                })
                .isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
        batches.close();
    }

    private BatchSource endless(AtomicInteger built) {
        Batch batch = source.epoch(0, 0).next();
        return source(
                () -> {
                    built.incrementAndGet();
                    return batch;
                },
                new AtomicBoolean());
    }

    private BatchSource source(Supplier<Batch> next, AtomicBoolean closed) {
        return new BatchSource() {
            @Override
            public CloseableBatches epoch(int epoch, long skip) {
                return new CloseableBatches() {
                    @Override
                    public boolean hasNext() {
                        return true;
                    }

                    @Override
                    public Batch next() {
                        return next.get();
                    }

                    @Override
                    public void close() {
                        closed.set(true);
                    }
                };
            }

            @Override
            public long batches(int epoch) {
                return Long.MAX_VALUE;
            }

            @Override
            public long tokensPerEpoch() {
                return Long.MAX_VALUE;
            }
        };
    }
}
