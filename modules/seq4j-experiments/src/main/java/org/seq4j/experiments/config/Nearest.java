package org.seq4j.experiments.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the name that a misspelt one was meant to be. */
public final class Nearest {

    private Nearest() {}

    /** The candidate nearest to {@code name}, or null if all are far: more than a third of the letters differ. */
    public static @Nullable String to(String name, Collection<String> candidates) {
        String nearest = null;
        int best = Math.max(2, name.length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = distance(normal(name), normal(candidate));
            if (distance < best && distance < candidate.length()) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** {@code "; did you mean x?"}, or {@code "; expected one of a, b, c"} where none is near. */
    public static String hint(String name, Collection<String> candidates) {
        String nearest = to(name, candidates);
        if (nearest != null) {
            return "; did you mean " + nearest + "?";
        }
        return candidates.isEmpty() ? "" : "; expected one of " + String.join(", ", candidates);
    }

    private static String normal(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replace('-', '_');
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, d[i - 2][j - 2] + 1);
                }
                d[i][j] = least;
            }
        }
        return d[a.length()][b.length()];
    }
}
