package org.seq4j.backend;

/** A library of matrix products for the processor. */
public enum Blas {
    /** OpenBLAS, which ND4J brings. */
    OPENBLAS,
    /** Intel's MKL, which the Maven profile cpu-mkl brings. */
    MKL
}
