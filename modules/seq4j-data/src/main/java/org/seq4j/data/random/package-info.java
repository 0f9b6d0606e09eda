/** Random numbers and orders as pure functions of a seed and a place, the same on every machine and Java version. */
@NullMarked
package org.seq4j.data.random;

import org.jspecify.annotations.NullMarked;
