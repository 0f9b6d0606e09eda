package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.label.WordVectors;
import org.seq4j.data.vocabulary.Vocabulary;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.PretrainedConfig;
import org.seq4j.experiments.config.SequenceEncoderConfig;
import org.seq4j.models.embedding.PretrainedVectors;
import org.seq4j.models.graph.EncoderBuilder;

/** The word vectors that a new model starts with, where the experiment names a file of them; read when they are first asked for. */
final class PretrainedWords {
    private final @Nullable Path file;
    private final boolean trainable;
    private final int size;
    private @Nullable WordVectors vectors;

    PretrainedWords(PretrainedConfig config, SequenceEncoderConfig encoder) {
        file = config.path() == null ? null : Path.of(config.path());
        trainable = config.trainable();
        size = encoder.embeddingDim();
    }

    /**
     * The vectors.
     *
     * @throws UserError if they are of another size than the embedding, or none is of a word of the vocabulary
     * @throws org.seq4j.data.DataException if the file cannot be read
     */
    private WordVectors read(Path from, Vocabulary words) {
        WordVectors known = vectors;
        if (known == null) {
            known = WordVectors.read(from, words);
            if (known.dimension() != size) {
                throw new UserError("The vectors of " + from + " have " + known.dimension()
                        + " numbers, and model.encoder.embedding_dim is " + size + "; expected the same, set it to "
                        + known.dimension() + ".");
            }
            if (known.found().isEmpty()) {
                throw new UserError("No word of the training data has a vector in " + from
                        + "; check model.pretrained.path, and data.sentences.lowercase and digits_to_zero.");
            }
            vectors = known;
        }
        return known;
    }

    /** The ids of words whose vectors training does not change; null: none. */
    @Nullable
    BitSet frozen(Vocabulary words) {
        return file == null || trainable ? null : read(file, words).found();
    }

    /** Overwrites the initial vectors of the words that have one. */
    void assign(ComputationGraph graph, Vocabulary words) {
        if (file != null) {
            WordVectors read = read(file, words);
            PretrainedVectors.assign(graph, EncoderBuilder.EMBEDDING, read.values(), read.found());
        }
    }

    /** Adds what {@code run.json} shall say. */
    void describe(Map<String, Object> facts, Vocabulary words) {
        if (file != null) {
            facts.put("pretrained_words", read(file, words).found().cardinality());
        }
    }

    /** The file, if there is one. */
    List<Path> files() {
        return file == null ? List.of() : List.of(file);
    }
}
