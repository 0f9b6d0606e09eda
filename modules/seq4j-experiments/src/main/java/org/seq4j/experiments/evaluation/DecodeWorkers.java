package org.seq4j.experiments.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

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

    /**
     * What each input gives, in their order, from batches of like length, which have little padding.
     *
     * @param inputs N inputs
     * @param length of an input
     * @param batchSize the most inputs of a batch
     * @param work what the inputs of a batch give, in their order
     */
    public <T, R> List<R> inBatches(
            List<T> inputs, ToIntFunction<T> length, int batchSize, Function<List<T>, List<R>> work) {
        List<Integer> order = IntStream.range(0, inputs.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> length.applyAsInt(inputs.get(i))))
                .toList();
        List<List<Integer>> batches = new ArrayList<>();
        for (int from = 0; from < order.size(); from += batchSize) {
            batches.add(order.subList(from, Math.min(order.size(), from + batchSize)));
        }
        List<List<R>> given =
                map(batches, batch -> work.apply(batch.stream().map(inputs::get).toList()));
        Map<Integer, R> results = new HashMap<>();
        for (int b = 0; b < batches.size(); b++) {
            for (int i = 0; i < batches.get(b).size(); i++) {
                results.put(batches.get(b).get(i), given.get(b).get(i));
            }
        }
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> Objects.requireNonNull(results.get(i)))
                .toList();
    }

    private void start(Runnable task) {
        prepare.run();
        task.run();
    }
}
