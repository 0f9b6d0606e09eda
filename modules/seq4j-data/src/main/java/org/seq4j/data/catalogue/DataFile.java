package org.seq4j.data.catalogue;

/**
 * One file of a data set.
 *
 * @param name its name in the set's folder
 * @param path its path below the set's origin
 * @param bytes its exact size
 * @param sha256 its SHA-256 in lower-case hexadecimal
 */
public record DataFile(String name, String path, long bytes, String sha256) {}
