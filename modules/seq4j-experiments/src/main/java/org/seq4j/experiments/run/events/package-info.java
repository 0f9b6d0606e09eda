/**
 * Event files as TensorBoard reads them: TFRecords of protocol-buffer messages. Written field by field, so that no library
 * is needed; knows files and nothing of training.
 */
@NullMarked
package org.seq4j.experiments.run.events;

import org.jspecify.annotations.NullMarked;
