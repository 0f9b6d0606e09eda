package org.seq4j.data.catalogue;

/**
 * The terms of a data set.
 *
 * @param name its usual name
 * @param url where its text, or the statement of it, stands
 */
public record Licence(String name, String url) {}
