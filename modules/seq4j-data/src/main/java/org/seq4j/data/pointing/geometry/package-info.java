/**
 * Plane geometry on points that count from 1: exact predicates, hulls, polygons, triangulations and tours. Pure
 * functions; no input makes a predicate wrong. Depends on JTS and, of seq4j, on random numbers only.
 */
@NullMarked
package org.seq4j.data.pointing.geometry;

import org.jspecify.annotations.NullMarked;
