/**
 * Whether this machine can train: what {@code seq4j doctor} tells.
 *
 * <p>May depend on {@code org.seq4j.backend} and {@code org.seq4j.models}; nothing here reads an experiment.
 */
@NullMarked
package org.seq4j.experiments.doctor;

import org.jspecify.annotations.NullMarked;
