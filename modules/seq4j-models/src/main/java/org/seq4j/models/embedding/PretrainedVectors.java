package org.seq4j.models.embedding;

import java.util.BitSet;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Starts an embedding with vectors that were trained elsewhere. Whether training may change them is an option of the embedding: {@link TokenEmbedding.Builder#frozenRows}.
 */
public final class PretrainedVectors {
    private PretrainedVectors() {}

    /**
     * Overwrites rows of an embedding's table; the others keep their values.
     *
     * @param graph an initialised graph
     * @param embedding the name of a {@link TokenEmbedding} of it, {@code [V, E]}
     * @param values [V * E], the vector of id i at {@code i * E}
     * @param found the ids that have a vector
     * @throws IllegalArgumentException if there is no such embedding with a table of its own, or the sizes do not fit, or the padding has a vector
     */
    public static void assign(ComputationGraph graph, String embedding, float[] values, BitSet found) {
        if (!(graph.getVertex(embedding) instanceof TokenEmbeddingVertex vertex)
                || vertex.conf().tableOf() != null) {
            throw new IllegalArgumentException("expected a token embedding with a table of its own named '" + embedding
                    + "', found none; the graph's nodes are "
                    + graph.getConfiguration().getVertices().keySet());
        }
        int rows = vertex.conf().vocabularySize();
        int size = vertex.conf().embeddingSize();
        if (values.length != (long) rows * size) {
            throw new IllegalArgumentException("the embedding '" + embedding + "' has " + rows + " vectors of " + size
                    + " numbers, found vectors with " + values.length
                    + " numbers in all; set the embedding size to that of the vectors");
        }
        if (found.length() > rows) {
            throw new IllegalArgumentException("the embedding '" + embedding + "' has ids from 0 to " + (rows - 1)
                    + ", found a vector for the id " + (found.length() - 1));
        }
        int padding = vertex.conf().paddingId();
        if (padding >= 0 && found.get(padding)) {
            throw new IllegalArgumentException("the vector of the padding id " + padding + " of the embedding '"
                    + embedding + "' is always 0; leave it out of the ids that have one");
        }
        INDArray table = vertex.table();
        float[] row = new float[size];
        for (int id = found.nextSetBit(0); id >= 0; id = found.nextSetBit(id + 1)) {
            System.arraycopy(values, id * size, row, 0, size);
            table.getRow(id).assign(Nd4j.createFromArray(row).castTo(table.dataType()));
        }
    }
}
