/**
 * Saving and loading models without trusting the file.
 *
 * <p>A model is one zip container with stored (uncompressed) entries: {@code configuration.json} (the
 * {@code ComputationGraphConfiguration}), {@code tensors/<name>} (raw little-endian values), {@code texts/<name>} (UTF-8),
 * {@code metadata.json} (names to strings) and {@code manifest.json} (format version; sizes, shapes, types and SHA-256 of
 * everything else). There is no Java deserialisation on the path, and no class named by a file is loaded unless it is a
 * known kind of network configuration: {@link org.seq4j.models.archive.NodeClasses}.
 *
 * <p>May depend on ND4J and on DL4J's configuration and graph classes; knows nothing of the layers of this library.
 */
@NullMarked
package org.seq4j.models.archive;

import org.jspecify.annotations.NullMarked;
