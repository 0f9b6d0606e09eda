/**
 * Learning-rate schedules: plain arithmetic on the number of the update and of the epoch. Depends on nothing but the
 * configuration records.
 */
@NullMarked
package org.seq4j.experiments.training.schedule;

import org.jspecify.annotations.NullMarked;
