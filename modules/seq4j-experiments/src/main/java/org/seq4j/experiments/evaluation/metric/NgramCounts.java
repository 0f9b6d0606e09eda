package org.seq4j.experiments.evaluation.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each n-gram of each order 1..N occurs in one sentence. */
final class NgramCounts {

    private final List<Map<Object, Integer>> orders = new ArrayList<>();
    private final int[] totals;

    private NgramCounts(int order) {
        totals = new int[order];
        for (int n = 0; n < order; n++) {
            orders.add(new HashMap<>());
        }
    }

    static NgramCounts ofWords(List<String> words, int order) {
        NgramCounts counts = new NgramCounts(order);
        for (int n = 1; n <= order; n++) {
            for (int i = 0; i + n <= words.size(); i++) {
                counts.add(n, words.subList(i, i + n));
            }
        }
        return counts;
    }

    /** The n-grams of code points. */
    static NgramCounts ofCharacters(String text, int order) {
        NgramCounts counts = new NgramCounts(order);
        int[] starts = new int[text.codePointCount(0, text.length()) + 1];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = text.offsetByCodePoints(starts[i - 1], 1);
        }
        for (int n = 1; n <= order; n++) {
            for (int i = 0; i + n < starts.length; i++) {
                counts.add(n, text.substring(starts[i], starts[i + n]));
            }
        }
        return counts;
    }

    private void add(int n, Object ngram) {
        orders.get(n - 1).merge(ngram, 1, Integer::sum);
        totals[n - 1]++;
    }

    int order() {
        return totals.length;
    }

    /** The n-grams of order {@code n}, repetitions counted. */
    int total(int n) {
        return totals[n - 1];
    }

    /** The n-grams of order {@code n} that both have, each as often as the one that has fewer of it. */
    int common(int n, NgramCounts other) {
        Map<Object, Integer> theirs = other.orders.get(n - 1);
        int common = 0;
        for (Map.Entry<Object, Integer> ngram : orders.get(n - 1).entrySet()) {
            common += Math.min(ngram.getValue(), theirs.getOrDefault(ngram.getKey(), 0));
        }
        return common;
    }

    /** Raises every count to that of {@code other} where that is higher; the totals no longer mean anything then. */
    void raiseTo(NgramCounts other) {
        for (int n = 0; n < totals.length; n++) {
            Map<Object, Integer> mine = orders.get(n);
            other.orders.get(n).forEach((ngram, count) -> mine.merge(ngram, count, Math::max));
        }
    }
}
