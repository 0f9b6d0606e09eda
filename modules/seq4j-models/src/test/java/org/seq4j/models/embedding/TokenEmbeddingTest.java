package org.seq4j.models.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.graph.LanguageModel;

class TokenEmbeddingTest {
    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void theGradientOfARowIsTheSumOverItsTokens(DataType type) {
        int[] ids = {2, 0, 5, 2, -1, 2, 5};
        INDArray gradients = GradientChecks.normal(1, 9, 3)
                .castTo(type)
                .get(NDArrayIndex.interval(1, 8), NDArrayIndex.all()); // a view
        INDArray flat = Nd4j.ones(type, 40);
        INDArray table = flat.get(NDArrayIndex.interval(7, 25)).reshape('c', 6, 3); // a view
        RowGradient.add(ids, gradients, 0, table);
        INDArray expected = Nd4j.ones(type, 6, 3);
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] > 0) {
                expected.getRow(ids[i]).addi(gradients.getRow(i));
            }
        }
        assertThat(table.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-6);
        assertThat(flat.getDouble(6)).isEqualTo(1);
        assertThat(flat.getDouble(25)).isEqualTo(1);
    }

    @Test
    void faultsComeAllAtOnce() {
        assertThatThrownBy(() -> TokenEmbedding.builder(0, 0).paddingId(3).build())
                .hasMessageContaining("vocabulary size is at least 1, found 0")
                .hasMessageContaining("embedding size is at least 1, found 0")
                .hasMessageContaining("padding id is an id of the vocabulary");
    }

    @Test
    void aMaskOfAnotherShapeIsRefused() {
        ComputationGraph graph = new ComputationGraph(
                LanguageModel.builder(5).embeddingSize(2).hiddenSize(2).build());
        graph.init();
        graph.setInput(0, Nd4j.zeros(2, 4));
        graph.setLayerMaskArrays(new INDArray[] {Nd4j.ones(2, 3)}, null);
        assertThatThrownBy(() -> graph.feedForward(false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "expects a mask of shape [batch, time] = [2, 4] for its input 0, found shape [2, 3]");
    }
}
