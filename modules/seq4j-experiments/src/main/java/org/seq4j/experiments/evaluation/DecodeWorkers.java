package org.seq4j.experiments.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Batches that are decoded at the same time. The results are those of one thread, in the same order.
 *
 * @param number of batches, at least 1
 * @param prepare called in each thread first: it sets the threads of the thread's operations
 */
public record DecodeWorkers(int number, Runnable prepare) {

    /** One batch after the other, in the calling thread. */
    public static final DecodeWorkers NONE = new DecodeWorkers(1, () -> {});

    /**
     * The function of each item, in the items' order.
     *
     * @throws RuntimeException what the function threw for the first item that failed
     */
    public <T, R> List<R> map(List<T> items, Function<T, R> function) {
        int threads = Math.min(number, items.size());
        if (threads <= 1) {
            return items.stream().map(function).toList();
        }
        ExecutorService pool =
                Executors.newFixedThreadPool(threads, task -> new Thread(() -> start(task), "seq4j-decode"));
        try {
            List<Callable<R>> tasks = new ArrayList<>();
            items.forEach(item -> tasks.add(() -> function.apply(item)));
            List<R> results = new ArrayList<>();
            for (Future<R> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Decoding was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException("Decoding failed: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
        }
    }

    private void start(Runnable task) {
        prepare.run();
        task.run();
    }
}
