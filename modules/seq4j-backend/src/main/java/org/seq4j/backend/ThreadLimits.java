package org.seq4j.backend;

import org.jspecify.annotations.Nullable;

/**
 * Threads of one operation.
 *
 * @param openMp of ND4J's and oneDNN's operations, at least 1; null for the backend's own choice
 * @param blas of matrix products, at least 1; null for as many as {@code openMp}
 */
public record ThreadLimits(
        @Nullable Integer openMp, @Nullable Integer blas) {

    /** The backend chooses. */
    public static final ThreadLimits NONE = new ThreadLimits(null, null);

    /** Checks the numbers. */
    public ThreadLimits {
        check(openMp);
        check(blas);
    }

    /** The same number for both. */
    public static ThreadLimits of(int threads) {
        return new ThreadLimits(threads, null);
    }

    /** Threads of matrix products, or null for the backend's own choice. */
    @Nullable
    Integer blasOrOpenMp() {
        return blas == null ? openMp : blas;
    }

    private static void check(@Nullable Integer threads) {
        if (threads != null && threads < 1) {
            throw new IllegalArgumentException("expected at least 1 thread, found " + threads);
        }
    }
}
