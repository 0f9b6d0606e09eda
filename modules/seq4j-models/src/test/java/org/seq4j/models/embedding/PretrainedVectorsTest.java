package org.seq4j.models.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.seq4j.models.graph.EncoderBuilder;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.graph.SequenceTagger;
import org.seq4j.models.output.TokenOutput;

class PretrainedVectorsTest {
    private static final int V = 8;
    private static final int E = 3;

    private static BitSet ids(int... ids) {
        BitSet set = new BitSet();
        Arrays.stream(ids).forEach(set::set);
        return set;
    }

    private static SequenceTagger.Builder tagger(BitSet frozen) {
        return SequenceTagger.tokens(V, 2)
                .encoder(stack -> stack.embeddingSize(E).hiddenSize(4))
                .frozenTokens(frozen);
    }

    private static float[] vectors() {
        float[] values = new float[V * E];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.25f * i;
        }
        return values;
    }

    private static INDArray table(ComputationGraph graph) {
        return graph.getVertex(EncoderBuilder.EMBEDDING).paramTable(false).get(TokenEmbedding.TABLE);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void onlyRowsWithAVectorAreOverwritten(DataType type) {
        ComputationGraph graph =
                new ComputationGraph(tagger(new BitSet()).dataType(type).build());
        graph.init();
        INDArray before = table(graph).dup();
        PretrainedVectors.assign(graph, EncoderBuilder.EMBEDDING, vectors(), ids(2, 3, 7));
        for (int id = 0; id < V; id++) {
            double[] expected = id == 2 || id == 3 || id == 7
                    ? new double[] {0.75 * id, 0.75 * id + 0.25, 0.75 * id + 0.5}
                    : before.getRow(id).toDoubleVector();
            assertThat(table(graph).getRow(id).toDoubleVector()).as("id %d", id).isEqualTo(expected);
        }
    }

    @Test
    void frozenRowsStayAndTheOthersLearn() {
        BitSet frozen = ids(2, 3, 4, 7);
        ComputationGraphConfiguration conf =
                tagger(frozen).updater(new Adam(0.1)).build();
        ComputationGraphConfiguration copy = ComputationGraphConfiguration.fromJson(conf.toJson());
        assertThat(copy.toJson()).isEqualTo(conf.toJson()).contains("[ 2, 5, 7, 8 ]");
        ComputationGraph graph = new ComputationGraph(copy);
        graph.init();
        PretrainedVectors.assign(graph, EncoderBuilder.EMBEDDING, vectors(), frozen);
        INDArray before = table(graph).dup();
        MultiDataSet data = new MultiDataSet(
                Nd4j.createFromArray(new int[][] {{1, 2, 3, 4}, {5, 6, 7, 1}}),
                Nd4j.createFromArray(new int[][] {{0, 1, 0, 1}, {1, 1, 0, 0}}));
        for (int i = 0; i < 3; i++) {
            graph.fit(data);
        }
        for (int id = 1; id < V; id++) {
            assertThat(table(graph).getRow(id).equals(before.getRow(id)))
                    .as("row %d stays", id)
                    .isEqualTo(frozen.get(id));
        }
    }

    @Test
    void faultsAreSentences() {
        ComputationGraph graph = new ComputationGraph(tagger(new BitSet()).build());
        graph.init();
        float[] values = vectors();
        assertThatThrownBy(() -> PretrainedVectors.assign(graph, "encoder0", values, ids(2)))
                .hasMessageContaining("a token embedding with a table of its own named 'encoder0'");
        assertThatThrownBy(() -> PretrainedVectors.assign(graph, "embedding", new float[V * 2], ids(2)))
                .hasMessageContaining("has 8 vectors of 3 numbers, found vectors with 16 numbers in all");
        assertThatThrownBy(() -> PretrainedVectors.assign(graph, "embedding", values, ids(8)))
                .hasMessageContaining("ids from 0 to 7, found a vector for the id 8");
        assertThatThrownBy(() -> PretrainedVectors.assign(graph, "embedding", values, ids(0)))
                .hasMessageContaining("the vector of the padding id 0");
        assertThatThrownBy(() -> tagger(ids(8)).build()).hasMessageContaining("ids of the vocabulary, 0 to 7, found 8");
        assertThatThrownBy(() -> TokenEmbedding.builder(V, E)
                        .frozenRows(ids(1))
                        .tiedOutput("output")
                        .build())
                .hasMessageContaining("the table of one embedding alone can have frozen rows");
        assertThatThrownBy(() -> new ComputationGraph(new NeuralNetConfiguration.Builder()
                                .l2(0.1)
                                .graphBuilder()
                                .addInputs("ids")
                                .addVertex(
                                        "embedding",
                                        TokenEmbedding.builder(V, E)
                                                .frozenRows(ids(1))
                                                .build(),
                                        "ids")
                                .addLayer("output", TokenOutput.builder(E, 2).build(), "embedding")
                                .setOutputs("output")
                                .build())
                        .init())
                .hasMessageContaining("has rows that stay as they are, which")
                .hasMessageContaining("leave one of the two out");
        assertThatThrownBy(() -> FrozenRows.rows(new int[] {3, 2}, V)).hasMessageContaining("in rising order");
        assertThatThrownBy(() -> FrozenRows.rows(new int[] {3, 9}, V)).hasMessageContaining("of 8 rows");
        assertThatThrownBy(() -> FrozenRows.rows(new int[] {3}, V)).hasMessageContaining("[3]");
    }

    @Test
    void otherModelsHaveNoFrozenRows() {
        ComputationGraph graph = new ComputationGraph(
                LanguageModel.builder(5).embeddingSize(2).hiddenSize(2).build());
        graph.init();
        assertThat(Arrays.stream(graph.getVertices())
                        .filter(TokenEmbeddingVertex.class::isInstance)
                        .map(vertex -> ((TokenEmbeddingVertex) vertex).frozenRows()))
                .containsExactly(new BitSet());
    }
}
