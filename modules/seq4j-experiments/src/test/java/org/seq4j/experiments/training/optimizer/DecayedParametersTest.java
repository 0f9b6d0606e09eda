package org.seq4j.experiments.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.graph.EncoderBuilder;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.graph.SequenceTagger;
import org.seq4j.models.kernel.CellType;

class DecayedParametersTest {
    @Test
    void decaysMatricesAndNothingElse() {
        ComputationGraph graph = new ComputationGraph(LanguageModel.builder(11)
                .embeddingSize(5)
                .hiddenSize(6)
                .cell(CellType.PEEPHOLE_LSTM)
                .numLayers(2)
                .layerNorm(true)
                .build());
        graph.init();
        List<WeightDecay.Range> ranges = DecayedParameters.of(graph);
        graph.params().assign(1);
        new WeightDecay(0.5, ranges)
                .shrink(graph.params().reshape(graph.params().length()), 1);
        int matrices = 0;
        for (GraphVertex vertex : graph.getVertices()) {
            if (vertex.numParams() == 0) {
                continue;
            }
            for (var parameter : vertex.paramTable(false).entrySet()) {
                boolean matrix = parameter.getValue().rank() == 2;
                matrices += matrix ? 1 : 0;
                assertThat(parameter.getValue().dup().data().asDouble())
                        .as(vertex.getVertexName() + " " + parameter.getKey())
                        .containsOnly(matrix ? 0.5 : 1.0);
            }
        }
        assertThat(matrices).isEqualTo(1 + 2 * 2 + 1); // embedding, W and U of each layer, output
    }

    /** With AdamW, clipping and weight decay, as the trainer makes updates. */
    @Test
    void frozenRowsOfAnEmbeddingStayAsTheyAre() {
        BitSet frozen = new BitSet();
        frozen.set(2, 5);
        frozen.set(6);
        ComputationGraph graph = new ComputationGraph(SequenceTagger.tokens(8, 3)
                .encoder(stack -> stack.embeddingSize(4).hiddenSize(3))
                .frozenTokens(frozen)
                .build());
        graph.init();
        graph.initGradientsView();
        INDArray table =
                graph.getVertex(EncoderBuilder.EMBEDDING).paramTable(false).get("W");
        INDArray before = table.dup();
        INDArray parameters = graph.params().reshape(graph.params().length());
        Optimizer optimizer = new AdamOptimizer(
                DataType.FLOAT,
                parameters.length(),
                0.9,
                0.999,
                1e-8,
                new WeightDecay(0.1, DecayedParameters.of(graph)));
        graph.setInputs(Nd4j.createFromArray(new int[][] {{1, 2, 3, 4, 5, 6}}));
        graph.setLabels(Nd4j.createFromArray(new int[][] {{0, 1, 2, 0, 1, 2}}));
        for (int update = 1; update <= 3; update++) {
            graph.computeGradientAndScore();
            INDArray gradient = graph.getGradientsViewArray().reshape(parameters.length());
            new GradientClipping(0.1, null).clip(gradient);
            optimizer.apply(parameters, gradient, 0.1, update);
        }
        for (int id = 1; id < 8; id++) { // 7 does not occur, and decays
            assertThat(table.getRow(id).equals(before.getRow(id)))
                    .as("row %d stays", id)
                    .isEqualTo(frozen.get(id));
        }
    }
}
