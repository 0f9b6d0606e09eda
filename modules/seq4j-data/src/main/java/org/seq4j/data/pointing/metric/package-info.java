/**
 * How good the outputs of a pointer network are, by the measures of Vinyals, Fortunato and Jaitly (2015, "Pointer
 * networks"): pure functions of examples and outputs. An output lists positions without the end and may be anything, also
 * empty or out of range. Depends on the examples and their geometry.
 */
@NullMarked
package org.seq4j.data.pointing.metric;

import org.jspecify.annotations.NullMarked;
