/**
 * The machine that a program runs on, asked before ND4J starts: the processor's features, the memory, the NVIDIA GPUs.
 *
 * <p>May depend on the JDK only.
 */
@NullMarked
package org.seq4j.backend.machine;

import org.jspecify.annotations.NullMarked;
