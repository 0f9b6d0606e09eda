package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StepTeamTest {
    private final StepTeam team = new StepTeam(0);

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 1", "2, 2", "7, 2", "3, 3", "100, 3", "2, 4"})
    void everyPieceIsRunOnceAndItsOutcomeIsSeen(int pieces, int threads) {
        for (int round = 0; round < 500; round++) {
            int[] visits = new int[pieces]; // plain: a caller sees what helpers wrote
            team.run(pieces, threads, piece -> visits[piece] += piece + 1);
            for (int i = 0; i < pieces; i++) {
                assertThat(visits[i]).isEqualTo(i + 1);
            }
        }
    }

    /** A piece ends only when all have begun, so each has a thread of its own: awake or asleep, no helper misses a loop. */
    @ParameterizedTest
    @CsvSource({"2, 0", "2, 1", "4, 0", "4, 1"})
    void helpersTakePart(int threads, int pauseMillis) throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            CountDownLatch open = new CountDownLatch(threads);
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            team.run(threads, threads, piece -> {
                seen.add(Thread.currentThread());
                open.countDown();
                await(open);
            });
            assertThat(seen).hasSize(threads).contains(Thread.currentThread());
            Thread.sleep(pauseMillis);
        }
    }

    /** A helper that is kept from its work keeps no second caller waiting, until the pause is over. */
    @Test
    void callersWorkAloneAfterAHelperKeptOneWaiting() throws InterruptedException {
        StepTeam cautious = new StepTeam(200_000_000);
        Set<Thread> slow = ConcurrentHashMap.newKeySet();
        CountDownLatch both = new CountDownLatch(2);
        cautious.run(2, 2, piece -> {
            slow.add(Thread.currentThread());
            both.countDown();
            await(both);
            if (Thread.currentThread().getName().startsWith("seq4j-step")) {
                LockSupport.parkNanos(20_000_000);
            }
        });
        assertThat(slow).hasSize(2);
        Set<Thread> alone = ConcurrentHashMap.newKeySet();
        cautious.run(50, 2, piece -> alone.add(Thread.currentThread()));
        assertThat(alone).containsExactly(Thread.currentThread());
        Thread.sleep(250);
        CountDownLatch again = new CountDownLatch(2);
        cautious.run(2, 2, piece -> {
            again.countDown();
            await(again); // ends only if the helper takes part
        });
        assertThat(again.getCount()).isZero();
    }

    /** The helpers of a greater loop before stay out of one for fewer threads. */
    @Test
    void noMoreThreadsTakePartThanAreAskedFor() {
        team.run(8, 4, piece -> await(new CountDownLatch(0)));
        for (int round = 0; round < 200; round++) {
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            team.run(50, 2, piece -> seen.add(Thread.currentThread()));
            assertThat(seen).hasSizeLessThanOrEqualTo(2);
        }
        Set<Thread> alone = ConcurrentHashMap.newKeySet();
        team.run(50, 1, piece -> alone.add(Thread.currentThread()));
        assertThat(alone).containsExactly(Thread.currentThread());
    }

    @Test
    void withinALaneALoopStaysInItsThread() {
        AtomicInteger pieces = new AtomicInteger();
        HostThreads.lanes(2, 2, (part, from, to) -> {
            Thread lane = Thread.currentThread();
            for (int round = 0; round < 20; round++) {
                StepTeam.run(16, piece -> {
                    assertThat(Thread.currentThread()).isSameAs(lane);
                    pieces.incrementAndGet();
                });
            }
        });
        assertThat(pieces).hasValue(2 * 20 * 16);
    }

    /** As many threads as the caller's operations may have. */
    @Test
    void theCallersNumberOfThreadsCounts() {
        try (OperationThreads threads = new OperationThreads(2)) {
            CountDownLatch open = new CountDownLatch(2);
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            StepTeam.run(2, piece -> {
                seen.add(Thread.currentThread());
                open.countDown();
                await(open);
            });
            assertThat(seen).hasSize(2);
        }
    }

    @Test
    void severalCallersAtOnceEachGetTheirOwnLoopsDone() throws InterruptedException {
        List<Thread> callers = new ArrayList<>();
        AtomicInteger right = new AtomicInteger();
        for (int caller = 0; caller < 4; caller++) {
            int own = caller;
            Thread thread = new Thread(() -> {
                for (int round = 0; round < 1000; round++) {
                    int[] visits = new int[9];
                    team.run(9, 3, piece -> visits[piece] += own + piece + 1);
                    int sum = 0;
                    for (int visit : visits) {
                        sum += visit;
                    }
                    if (sum == 9 * own + 45) {
                        right.incrementAndGet();
                    }
                }
            });
            thread.start();
            callers.add(thread);
        }
        for (Thread thread : callers) {
            thread.join();
        }
        assertThat(right).hasValue(4 * 1000);
    }

    @Test
    void aLoopWithinAPieceStaysInItsThread() {
        AtomicInteger pieces = new AtomicInteger();
        team.run(3, 3, outer -> {
            Thread own = Thread.currentThread();
            team.run(4, 3, inner -> {
                assertThat(Thread.currentThread()).isSameAs(own);
                pieces.incrementAndGet();
            });
        });
        assertThat(pieces).hasValue(12);
    }

    /** Whoever runs the piece; the others are run nevertheless, and the team is there for the next loop. */
    @Test
    void whatAPieceThrowsReachesTheCallerOnceAllHaveEnded() {
        for (int round = 0; round < 20; round++) {
            int bad = round % 6;
            AtomicInteger ended = new AtomicInteger();
            assertThatThrownBy(() -> team.run(6, 3, piece -> {
                        if (piece == bad) {
                            throw new IllegalArgumentException("piece " + piece);
                        }
                        ended.incrementAndGet();
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("piece " + bad);
            assertThat(ended).hasValue(5);
        }
        assertThatThrownBy(() -> team.run(2, 2, piece -> {
                    throw new StackOverflowError("deep");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("deep")
                .hasCauseInstanceOf(StackOverflowError.class);
        helpersTakePartOnce();
    }

    private void helpersTakePartOnce() {
        CountDownLatch open = new CountDownLatch(2);
        team.run(2, 2, piece -> {
            open.countDown();
            await(open);
        });
        assertThat(open.getCount()).isZero();
    }

    /** Interrupted or not. */
    @Test
    void helpersSleepOnceThereIsNothingToDo() throws InterruptedException {
        Set<Thread> helpers = ConcurrentHashMap.newKeySet();
        CountDownLatch open = new CountDownLatch(3);
        team.run(3, 3, piece -> {
            helpers.add(Thread.currentThread());
            open.countDown();
            await(open);
        });
        helpers.remove(Thread.currentThread());
        assertThat(helpers).hasSize(2).allMatch(Thread::isDaemon);
        helpers.forEach(Thread::interrupt);
        Thread.sleep(5);
        for (Thread helper : helpers) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (helper.getState() != Thread.State.WAITING && System.nanoTime() < end) {
                Thread.sleep(1);
            }
            assertThat(helper.getState()).isEqualTo(Thread.State.WAITING);
        }
        helpersTakePartOnce();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Not all pieces began.");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
