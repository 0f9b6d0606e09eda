package org.seq4j.experiments.config;

import org.jspecify.annotations.Nullable;
import org.seq4j.backend.BackendProfile;
import org.seq4j.backend.Engine;

/**
 * Where the arithmetic runs.
 *
 * @param engine the ND4J backend that must be on the class path
 * @param threads threads of one operation, or null for the backend's own choice
 * @param kernel implementation of the recurrent cells
 * @param dtype floating-point type of parameters and activations
 */
public record BackendConfig(
        @Key(description = "The ND4J backend that must be on the class path.", defaultValue = "cpu")
        Engine engine,

        @Key(
                description =
                        "Threads that one operation may use; absent: OMP_NUM_THREADS, else one per physical core. Runs are reproducible bit for bit only with equal thread counts.",
                min = 1,
                max = 1024)
        @Nullable
        Integer threads,

        @Key(
                description =
                        "Implementation of the recurrent cells: auto takes oneDNN where it has the cell for the data type and a native build for the platform, else portable; portable and onednn force one.",
                defaultValue = "auto")
        Kernel kernel,

        @Key(description = "Floating-point type of parameters and activations.", defaultValue = "float")
        FloatType dtype) {

    /** What is asked of the backend itself. */
    public BackendProfile profile() {
        return new BackendProfile(engine(), threads());
    }

    /** An implementation of the recurrent cells. */
    public enum Kernel {
        /** The fastest that can do the job. */
        AUTO,
        /** ND4J operations, on any backend and type. */
        PORTABLE,
        /** oneDNN primitives: float on a CPU. */
        ONEDNN
    }

    /** A floating-point type. */
    public enum FloatType {
        /** 32 bits. */
        FLOAT,
        /** 64 bits. */
        DOUBLE
    }
}
