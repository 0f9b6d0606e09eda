/**
 * The arithmetic of one recurrent cell over one sequence: forward, backward and single step. Inputs, states and
 * gradients go in and out as ND4J arrays; nothing of Deeplearning4j is known here. May depend on ND4J, JavaCPP and
 * oneDNN only.
 *
 * <p>Shape letters: {@code B} batch, {@code T} time, {@code I} input size, {@code H} hidden size, {@code G} gates.
 * Sequences are time-major, {@code [T, B, I]} and {@code [T, B, H]}, contiguous in 'c' order. Weight matrices are
 * {@code [I, G*H]} and {@code [H, G*H]} in 'c' order, gates side by side in the order of {@link
 * org.seq4j.models.kernel.CellType}. Batches are right padded: the steps of example b are {@code 0..lengths[b]-1}.
 */
@NullMarked
package org.seq4j.models.kernel;

import org.jspecify.annotations.NullMarked;
