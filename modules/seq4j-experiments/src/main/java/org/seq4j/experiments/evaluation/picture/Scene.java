package org.seq4j.experiments.evaluation.picture;

import java.util.List;

/**
 * A picture that can be written in several ways.
 *
 * @param width in points
 * @param height in points
 * @param description what it shows, in a sentence
 * @param shapes from the back to the front
 */
public record Scene(double width, double height, String description, List<Shape> shapes) {}
