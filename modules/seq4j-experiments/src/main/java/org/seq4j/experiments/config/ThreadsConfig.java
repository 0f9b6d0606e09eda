package org.seq4j.experiments.config;

import org.jspecify.annotations.Nullable;
import org.seq4j.backend.ThreadLimits;

/**
 * How many threads compute.
 *
 * @param openmp threads of one operation, or null for the backend's own choice
 * @param blas threads of one matrix product, or null for as many as {@code openmp}
 * @param decode batches that are searched at the same time
 */
public record ThreadsConfig(
        @Key(
                description =
                        "Threads that one operation of ND4J or oneDNN may use; absent: OMP_NUM_THREADS, else one per physical core. Runs are reproducible bit for bit only with equal thread counts.",
                min = 1,
                max = 1024)
        @Nullable
        Integer openmp,

        @Key(
                description = "Threads that one matrix product may use, with engine cpu; absent: as many as openmp.",
                min = 1,
                max = 1024)
        @Nullable
        Integer blas,

        @Key(
                description =
                        "Batches that are decoded at the same time when a model of type seq2seq or pointer_network predicts or is evaluated; each uses openmp threads. What is written does not depend on it.",
                defaultValue = "1",
                min = 1,
                max = 64)
        int decode) {

    ThreadLimits limits() {
        return new ThreadLimits(openmp(), blas());
    }
}
