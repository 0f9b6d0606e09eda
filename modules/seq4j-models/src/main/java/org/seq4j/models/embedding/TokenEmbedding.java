package org.seq4j.models.embedding;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.seq4j.models.node.Faults;
import org.seq4j.models.node.Initializer;
import org.seq4j.models.node.TrainableVertex;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/**
 * Looks up one vector a token. Input: integer ids {@code [B, T]} (or {@code [B, 1, T]}), each from 0 to V - 1. Output: {@code [B, E, T]}, 0 at masked steps.
 *
 * <p>The backward pass touches the rows of the tokens that occurred and no others. The padding id's row is 0 and stays 0, unless the table is tied. With
 * {@link Builder#tiedOutput} an output layer uses the same table (Press and Wolf 2017), and every row is trained. With {@link Builder#tableOf} an embedding has no
 * parameters and looks up in the table of another embedding of the graph, whose gradient is the sum over both. Rows can be frozen: {@link Builder#frozenRows}.
 */
public final class TokenEmbedding extends TrainableVertex {
    /** The name of the table's parameter, {@code [V, E]}. */
    public static final String TABLE = "W";

    @JsonProperty
    private int vocabularySize = 1;

    @JsonProperty
    private int embeddingSize = 1;

    @JsonProperty
    private int paddingId = -1;

    @JsonProperty
    private @Nullable String tiedOutput;

    @JsonProperty
    private @Nullable String tableOf;

    @JsonProperty
    private int @Nullable [] frozenRows; // stretches

    private TokenEmbedding() {}

    /** A builder with the two values that have no default: V and E. */
    public static Builder builder(int vocabularySize, int embeddingSize) {
        return new Builder(vocabularySize, embeddingSize);
    }

    /** V. */
    public int vocabularySize() {
        return vocabularySize;
    }

    /** E. */
    public int embeddingSize() {
        return embeddingSize;
    }

    /** The id whose vector is always 0; -1: none. */
    public int paddingId() {
        return paddingId;
    }

    /** The name of the output layer that shares the table; null: none. */
    public @Nullable String tiedOutput() {
        return tiedOutput;
    }

    /** The name of the embedding whose table this one uses; null: it has its own. */
    public @Nullable String tableOf() {
        return tableOf;
    }

    /** The ids whose vectors training does not change. */
    public BitSet frozenRows() {
        return frozenRows == null ? new BitSet() : FrozenRows.rows(frozenRows, vocabularySize);
    }

    @Override
    public void defineParametersAndInputs(SDVertexParams params) {
        params.defineInputs("tokens");
        if (tableOf == null) {
            params.addWeightParam(TABLE, vocabularySize, embeddingSize);
        }
    }

    @Override
    public void initializeParameters(Map<String, INDArray> table) {
        if (tableOf != null) {
            return;
        }
        INDArray rows = table.get(TABLE);
        if (rows == null) {
            throw new IllegalArgumentException("expected the parameter '" + TABLE + "', found " + table.keySet());
        }
        // A tied table is also the output matrix, whose rows must be short; else a vector's length is about 1.
        new Initializer(seed(), String.valueOf(getName()), TABLE).normal(rows, 1 / Math.sqrt(embeddingSize));
        if (paddingId >= 0) {
            rows.get(NDArrayIndex.point(paddingId), NDArrayIndex.all()).assign(0);
        }
    }

    @Override
    protected TrainableVertexImpl<?> vertex(VertexPlace place) {
        if (frozenRows != null
                && getRegularization() != null
                && !getRegularization().isEmpty()) {
            throw new IllegalArgumentException(
                    "the token embedding '" + place.name() + "' has rows that stay as they are, which "
                            + getRegularization() + " would change; leave one of the two out");
        }
        return new TokenEmbeddingVertex(this, place);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) {
        return inputs[0] instanceof InputType.InputTypeRecurrent sequence
                ? InputType.recurrent(embeddingSize, sequence.getTimeSeriesLength())
                : InputType.recurrent(embeddingSize, inputs[0].arrayElementsPerExample());
    }

    @Override
    public GraphVertex clone() {
        TokenEmbedding copy = new TokenEmbedding();
        copy.vocabularySize = vocabularySize;
        copy.embeddingSize = embeddingSize;
        copy.paddingId = paddingId;
        copy.tiedOutput = tiedOutput;
        copy.tableOf = tableOf;
        copy.frozenRows = frozenRows == null ? null : frozenRows.clone();
        return withTrainingSettings(copy);
    }

    @Override
    protected Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("vocabularySize", vocabularySize);
        options.put("embeddingSize", embeddingSize);
        options.put("paddingId", paddingId);
        options.put("tiedOutput", tiedOutput == null ? "" : tiedOutput);
        options.put("tableOf", tableOf == null ? "" : tableOf);
        options.put("frozenRows", frozenRows().toString());
        return options;
    }

    /** Builds a {@link TokenEmbedding}. */
    public static final class Builder {
        private final TokenEmbedding result = new TokenEmbedding();

        private Builder(int vocabularySize, int embeddingSize) {
            result.vocabularySize = vocabularySize;
            result.embeddingSize = embeddingSize;
        }

        /** The id whose vector is always 0; default -1: none. */
        public Builder paddingId(int id) {
            result.paddingId = id;
            return this;
        }

        /** The name of a {@code TokenOutput} layer, built with {@code tied(true)}, that uses this table as its weights; default none. */
        public Builder tiedOutput(@Nullable String vertex) {
            result.tiedOutput = vertex;
            return this;
        }

        /** The name of an embedding of the same sizes whose table this one uses; default: a table of its own. */
        public Builder tableOf(@Nullable String vertex) {
            result.tableOf = vertex;
            return this;
        }

        /**
         * The ids whose vectors stay as they are, whatever the updater (see {@link PretrainedVectors}); default none. Their gradient is 0. Regularisation of Deeplearning4j's
         * own updaters would still change them, so such an embedding refuses it.
         */
        public Builder frozenRows(@Nullable BitSet ids) {
            result.frozenRows = ids == null || ids.isEmpty() ? null : FrozenRows.stretches(ids);
            return this;
        }

        /** Seed of the initial values; default: the graph's. */
        public Builder seed(@Nullable Long value) {
            result.seed(value);
            return this;
        }

        /**
         * Builds the vertex.
         *
         * @throws IllegalArgumentException if a value is out of range; the message lists every fault
         */
        public TokenEmbedding build() {
            Faults faults = new Faults();
            faults.positive("vocabulary size", result.vocabularySize);
            faults.positive("embedding size", result.embeddingSize);
            if (result.paddingId < -1 || result.paddingId >= result.vocabularySize) {
                faults.add("the padding id is an id of the vocabulary, 0 to " + (result.vocabularySize - 1)
                        + ", or -1 for none; found " + result.paddingId);
            }
            if (result.tableOf != null && result.tiedOutput != null) {
                faults.add(
                        "only the embedding that owns the table can share it with an output layer: set tiedOutput on '"
                                + result.tableOf + "'");
            }
            if (result.frozenRows != null && result.vocabularySize > 0) {
                faults.check(() -> result.frozenRows());
                if (result.tableOf != null || result.tiedOutput != null) {
                    faults.add("only the table of one embedding alone can have frozen rows: leave out tableOf and"
                            + " tiedOutput, or the frozen rows");
                }
            }
            faults.throwIfAny("token embedding");
            return (TokenEmbedding) result.clone();
        }
    }
}
