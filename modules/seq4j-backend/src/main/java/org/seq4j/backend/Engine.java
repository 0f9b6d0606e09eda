package org.seq4j.backend;

/** An ND4J backend that seq4j knows. */
public enum Engine {
    /** The processor. */
    CPU("org.nd4j.linalg.cpu.nativecpu.CpuBackend", "org.nd4j:nd4j-native"),
    /** An NVIDIA GPU, through CUDA 11.6. */
    CUDA("org.nd4j.linalg.jcublas.JCublasBackend", "org.nd4j:nd4j-cuda-11.6-platform");

    private final String provider;
    private final String artifact;

    Engine(String provider, String artifact) {
        this.provider = provider;
        this.artifact = artifact;
    }

    /** Name of the class that ND4J finds by its service file. */
    String provider() {
        return provider;
    }

    /** Group and name of the Maven artifact. */
    String artifact() {
        return artifact;
    }
}
