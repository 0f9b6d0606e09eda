/** Pages that tell what runs have come to, made of run folders alone. */
@NullMarked
package org.seq4j.experiments.report;

import org.jspecify.annotations.NullMarked;
