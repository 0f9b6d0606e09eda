/**
 * Tests of the project as a whole: who may look into whom, and how the program starts. They stand in this module
 * because it alone sees all the others.
 */
@NullMarked
package org.seq4j.experiments.house;

import org.jspecify.annotations.NullMarked;
