package org.seq4j.models.kernel;

/** Which implementation of the recurrent arithmetic to use. */
public enum KernelChoice {
    /** oneDNN where it can serve (float, CPU, a native build, a primitive for the cell and its options), else portable. */
    AUTO,
    /** ND4J operations: every data type, device and option. */
    PORTABLE,
    /** oneDNN or an error. */
    ONEDNN
}
