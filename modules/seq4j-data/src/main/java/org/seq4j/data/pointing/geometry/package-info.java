/**
 * Plane geometry on points that count from 1: exact predicates, hulls, polygons, triangulations and tours. Pure
 * functions; no input makes a predicate wrong. Depends on nothing of seq4j.
 */
@NullMarked
package org.seq4j.data.pointing.geometry;

import org.jspecify.annotations.NullMarked;
