/**
 * The experiment file: the records that one YAML file becomes, and everything between the text and the records.
 *
 * <p>A key's description, default and bounds stand once, in the {@link org.seq4j.experiments.config.Key} annotation of a
 * record component; the reference file, the documentation table and the JSON Schema are generated from there.
 *
 * <p>This package may depend on the JDK, on snakeyaml-engine, on the names of {@code org.seq4j.backend} and on the catalogue
 * of {@code org.seq4j.data}. It knows nothing of ND4J, so that a file can be checked without starting a backend.
 */
@NullMarked
package org.seq4j.experiments.config;

import org.jspecify.annotations.NullMarked;
