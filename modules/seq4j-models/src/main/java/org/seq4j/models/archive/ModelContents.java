package org.seq4j.models.archive;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a model file holds. The maps keep their order and cannot be changed; the arrays are not copied.
 *
 * <p>Names may be paths such as {@code parameters/rnn0/W}: segments divided by '/', none of them empty, "." or "..".
 *
 * @param configurationJson the {@code ComputationGraphConfiguration} as JSON
 * @param tensors arrays of any rank; those of the graph are named {@code parameters/<vertex>/<key>}, others (updater state,
 *     carried recurrent states) as their writer likes
 * @param texts further texts, for instance vocabularies and the configuration of the experiment
 * @param metadata short facts about the model
 */
public record ModelContents(
        String configurationJson,
        Map<String, INDArray> tensors,
        Map<String, String> texts,
        Map<String, String> metadata) {

    public ModelContents {
        Objects.requireNonNull(configurationJson, "configurationJson");
        tensors = copy(tensors);
        texts = copy(texts);
        metadata = copy(metadata);
    }

    /** These contents with further tensors; a name that exists already is replaced. */
    public ModelContents withTensors(Map<String, INDArray> more) {
        return new ModelContents(configurationJson, merge(tensors, more), texts, metadata);
    }

    /** These contents with further texts; a name that exists already is replaced. */
    public ModelContents withTexts(Map<String, String> more) {
        return new ModelContents(configurationJson, tensors, merge(texts, more), metadata);
    }

    /** These contents with further metadata; a name that exists already is replaced. */
    public ModelContents withMetadata(Map<String, String> more) {
        return new ModelContents(configurationJson, tensors, texts, merge(metadata, more));
    }

    private static <T> Map<String, T> merge(Map<String, T> first, Map<String, T> second) {
        Map<String, T> merged = new LinkedHashMap<>(first);
        merged.putAll(second);
        return merged;
    }

    private static <T> Map<String, T> copy(Map<String, T> map) {
        map.forEach((name, value) -> {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, name);
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
