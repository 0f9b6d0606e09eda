package org.seq4j.experiments.evaluation.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The edit distance of Levenshtein (1966): the fewest insertions, deletions and replacements of symbols. */
public final class EditDistance {
    private EditDistance() {}

    /** The distance of two lists of symbols. */
    public static int of(List<String> a, List<String> b) {
        Map<String, Integer> ids = new HashMap<>();
        return of(ids(a, ids), ids(b, ids));
    }

    private static int[] ids(List<String> symbols, Map<String, Integer> ids) {
        int[] array = new int[symbols.size()];
        for (int i = 0; i < array.length; i++) {
            Integer known = ids.putIfAbsent(symbols.get(i), ids.size());
            array[i] = known == null ? ids.size() - 1 : known;
        }
        return array;
    }

    /** The distance of two sequences of symbols, such as ids or code points. */
    public static int of(int[] a, int[] b) {
        int[] above = new int[b.length + 1];
        int[] row = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            int[] next = above;
            above = row;
            row = next;
        }
        return above[b.length];
    }
}
