package org.seq4j.models.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Applies constraints to the log-probabilities of one hypothesis. */
final class TokenFilter {
    private final Constraints constraints;
    private final @Nullable AllowedTokens allowed;
    private final int[] banned;
    private final int[] stops;

    TokenFilter(Constraints constraints, @Nullable AllowedTokens allowed) {
        this.constraints = constraints;
        this.allowed = allowed;
        banned = constraints.bannedIds().stream().mapToInt(id -> id).sorted().toArray();
        stops = constraints.stopIds().stream().mapToInt(id -> id).sorted().toArray();
    }

    /** Whether a token ends a hypothesis. */
    boolean stops(int token) {
        return Arrays.binarySearch(stops, token) >= 0;
    }

    /** Whether any token ends a hypothesis. */
    boolean canStop() {
        return stops.length > 0;
    }

    /** The most probable stop token, the lowest of equals; -1 without any. */
    int bestStop(float[] row) {
        int best = -1;
        for (int id : stops) {
            best = best < 0 || row[id] > row[best] ? id : best;
        }
        return best;
    }

    /** Excludes all stop tokens. */
    void excludeStops(float[] row) {
        for (int id : stops) {
            row[id] = Float.NEGATIVE_INFINITY;
        }
    }

    /** Whether every token is excluded. */
    static boolean nothing(float[] row) {
        for (float value : row) {
            if (value != Float.NEGATIVE_INFINITY) {
                return false;
            }
        }
        return true;
    }

    /**
     * Changes the log-probabilities of what may follow a hypothesis; excluded tokens get minus infinity.
     *
     * @param row [V], is changed
     */
    void apply(float[] row, int example, Trace hypothesis) {
        for (int id : banned) {
            row[id] = Float.NEGATIVE_INFINITY;
        }
        if (hypothesis.length() < constraints.minLength()) {
            excludeStops(row);
        }
        boolean repetition = constraints.repetitionPenalty() != 1;
        int ngram = constraints.noRepeatNgramSize();
        if (!repetition && ngram == 0 && allowed == null) {
            return;
        }
        int[] tokens = hypothesis.tokens();
        if (repetition) {
            penalise(row, tokens);
        }
        if (ngram > 0) {
            block(row, tokens, ngram);
        }
        if (allowed != null) {
            restrict(row, allowed.after(example, tokens));
        }
    }

    private void penalise(float[] row, int[] tokens) {
        Arrays.stream(tokens).distinct().forEach(token -> row[token] *= (float) constraints.repetitionPenalty());
    }

    private static void block(float[] row, int[] tokens, int size) {
        int context = tokens.length - size + 1; // the last size - 1 tokens begin here
        for (int i = 0; i < context; i++) {
            if (Arrays.equals(tokens, i, i + size - 1, tokens, context, tokens.length)) {
                row[tokens[i + size - 1]] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    private static void restrict(float[] row, int @Nullable [] ids) {
        if (ids == null) {
            return;
        }
        float[] kept = new float[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Constraints.inVocabulary("allowed", ids[i], row.length);
            kept[i] = row[ids[i]];
        }
        Arrays.fill(row, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < ids.length; i++) {
            row[ids[i]] = kept[i];
        }
    }
}
