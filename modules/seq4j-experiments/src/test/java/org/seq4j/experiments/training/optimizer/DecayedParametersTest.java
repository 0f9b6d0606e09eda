package org.seq4j.experiments.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.junit.jupiter.api.Test;
import org.seq4j.models.graph.LanguageModel;
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
}
