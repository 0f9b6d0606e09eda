package org.seq4j.models.kernel;

/**
 * A cell for generation, one step at a time: float arithmetic on the host whatever the type of the parameters. It is
 * immutable and safe for several threads. All arrays are row-major; a state row is h, then c where the cell has one.
 */
public interface Stepper {
    /** I. */
    int inputSize();

    /** H. */
    int hiddenSize();

    /** H, or 2H for cells with a cell state. */
    int stateSize();

    /** G*H. */
    int projectedSize();

    /**
     * One step.
     *
     * @param batch B
     * @param x [B, I]
     * @param state [B, stateSize]
     * @param next [B, stateSize], is written; may be the array {@code state}
     */
    void step(int batch, float[] x, float[] state, float[] next);

    /**
     * The input's share of a step, biases included: a language model computes it once for each row of its embedding table.
     *
     * @param rows N
     * @param x [N, I]
     * @param projected [N, projectedSize], is written
     */
    void project(int rows, float[] x, float[] projected);

    /**
     * One step whose input has been projected.
     *
     * @param batch B
     * @param projected [B, projectedSize], from {@link #project}; is not modified
     * @param state [B, stateSize]
     * @param next [B, stateSize], is written; may be the array {@code state}
     */
    void stepProjected(int batch, float[] projected, float[] state, float[] next);
}
