/**
 * Experiments from one YAML file. Here: only what every package below may use.
 */
@NullMarked
package org.seq4j.experiments;

import org.jspecify.annotations.NullMarked;
