package org.seq4j.benchmarks.cases;

/** What runs forwards alone, as in use, or forwards and back, as in training. */
public interface Pass {
    /** All steps, without a way back. */
    void forward();

    /** All steps, then all gradients. */
    void train();
}
