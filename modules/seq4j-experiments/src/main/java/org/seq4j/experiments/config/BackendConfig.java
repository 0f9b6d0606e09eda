package org.seq4j.experiments.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.backend.BackendProfile;
import org.seq4j.backend.Blas;
import org.seq4j.backend.Engine;

/**
 * Where the arithmetic runs.
 *
 * @param engine the ND4J backend that must be on the class path
 * @param blas the library of matrix products
 * @param devices numbers of the GPUs
 * @param threads how many threads compute
 * @param memory how much memory may be used
 * @param kernel implementation of the recurrent cells
 * @param dtype floating-point type of parameters and activations
 * @param deterministic whether results must be the same from run to run
 */
public record BackendConfig(
        @Key(
                description =
                        "The ND4J backend that must be on the class path: the processor, or an NVIDIA GPU (`./seq4j --backend cuda`).",
                defaultValue = "cpu")
        Engine engine,

        @Key(
                description = "The library of matrix products; mkl is Intel's (`./seq4j --backend cpu-mkl`).",
                defaultValue = "openblas",
                onlyIf = "engine=cpu")
        Blas blas,

        @Key(
                description =
                        "The GPU to use, as nvidia-smi counts: a list of one number, such as [0], settled when the process starts. Absent: CUDA_VISIBLE_DEVICES, else the first.",
                onlyIf = "engine=cuda")
        @Nullable
        List<Integer> devices,

        @Key(description = "How many threads compute; a single number is openmp.", shorthand = "openmp")
        ThreadsConfig threads,

        @Key(description = "How much memory may be used: amounts such as 512m or 4g.")
        MemoryConfig memory,

        @Key(
                description =
                        "Implementation of the recurrent cells: auto takes oneDNN where it has the cell for the data type and a native build for the platform, else portable; portable and onednn force one.",
                defaultValue = "auto")
        Kernel kernel,

        @Key(description = "Floating-point type of parameters and activations.", defaultValue = "float")
        FloatType dtype,

        @Key(
                description =
                        "Whether equal results from run to run are enforced: threads.openmp must be given, resuming with other threads is refused, and MKL and cuBLAS are held to one order of their sums.",
                defaultValue = "false")
        boolean deterministic) {

    /** What is asked of the backend itself. */
    public BackendProfile profile() {
        List<Integer> gpus = devices();
        return new BackendProfile(
                engine(),
                blas(),
                gpus == null ? List.of() : gpus,
                threads().limits(),
                memory().limits(),
                deterministic());
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
