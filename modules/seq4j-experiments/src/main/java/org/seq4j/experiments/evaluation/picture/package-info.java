/**
 * Pictures of pointing for people: elements with the positions that a model put out and those of the reference, as SVG
 * and PNG; and what every picture of this program needs, fonts and files. Draws with the JDK's own java.awt, without a
 * display; knows nothing of models.
 */
@NullMarked
package org.seq4j.experiments.evaluation.picture;

import org.jspecify.annotations.NullMarked;
