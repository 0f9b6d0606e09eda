package org.seq4j.models.attention;

import static org.seq4j.models.GradientChecks.ids;
import static org.seq4j.models.GradientChecks.mask;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.NoOp;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.embedding.TokenEmbedding;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.output.TokenOutput;
import org.seq4j.models.recurrent.Recurrent;

/** The gradients of memory, queries and embeddings pass through the parameters of the layers below. */
class AttentionGradientTest {
    private static final int V = 4;
    private static final int E = 2;
    private static final int H = 2;
    private static final int M = 2;
    private static final int B = 3;
    private static final int S = 3;
    private static final int T = 3;

    /** A tiny encoder and decoder around an attention. */
    private static ComputationGraphConfiguration graph(Attention.Builder builder) {
        Attention attention = builder.build();
        AttentionSpec spec = attention.spec();
        List<String> inputs = new ArrayList<>(List.of("decoder", "encoder"));
        if (spec.readsEmbedding()) {
            inputs.add("targetEmbedding");
        }
        if (spec.copy()) {
            inputs.add("copySource");
        }
        var graph = new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .miniBatch(false)
                .graphBuilder()
                .addInputs("source", "target")
                .setInputTypes(InputType.recurrent(1), InputType.recurrent(1))
                .addVertex("sourceEmbedding", TokenEmbedding.builder(V, E).build(), "source")
                .addVertex("encoder", Recurrent.builder(CellType.GRU, E, M).build(), "sourceEmbedding")
                .addVertex("targetEmbedding", TokenEmbedding.builder(V, E).build(), "target")
                .addVertex("decoder", Recurrent.builder(CellType.GRU, E, H).build(), "targetEmbedding");
        if (spec.copy()) {
            graph.addInputs("copySource").setInputTypes(InputType.recurrent(1));
        }
        return graph.addVertex("attention", attention, inputs.toArray(new String[0]))
                .addLayer(
                        "output",
                        TokenOutput.builder(spec.outputSize(), V)
                                .copying(spec.copy())
                                .build(),
                        "attention")
                .setOutputs("output")
                .build();
    }

    /** Ids and labels, with a source that has a hole, one that is empty, target steps that are padding and a hole among them. */
    private static MultiDataSet ragged(boolean copies) {
        INDArray source = mask(new float[] {1, 1, 1}, new float[] {1, 0, 1}, new float[] {0, 0, 0});
        INDArray target = mask(new float[] {1, 1, 1}, new float[] {1, 0, 1}, new float[] {1, 1, 0});
        INDArray ids = ids(1, V, B, S);
        INDArray fed = ids(2, V, B, T);
        return new MultiDataSet(
                copies ? new INDArray[] {ids, fed, ids} : new INDArray[] {ids, fed},
                new INDArray[] {ids(3, V, B, T)},
                copies ? new INDArray[] {source, target, source} : new INDArray[] {source, target},
                new INDArray[] {target});
    }

    private static Attention.Builder attention(AttentionScore score) {
        return Attention.builder(score, H, M).attentionSize(3);
    }

    private static Attention.Builder everything(AttentionScore score) {
        return attention(score)
                .output(AttentionOutput.DEEP)
                .embeddingSize(E)
                .outputSize(3)
                .attentionDropout(0.3)
                .coverage(true)
                .coverageLossWeight(0.7)
                .copy(true)
                .linkedOutput("output");
    }

    @Test
    void eachParameterWithAndWithoutWorkspaces() {
        GradientChecks.parameters(graph(everything(AttentionScore.BAHDANAU)), ragged(true));
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void everythingAtOnce(AttentionScore score) {
        GradientChecks.directions(graph(everything(score)), ragged(true));
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void withoutMasks(AttentionScore score) {
        GradientChecks.directions(
                graph(attention(score)),
                new MultiDataSet(new INDArray[] {ids(1, V, B, S), ids(2, V, B, T)}, new INDArray[] {ids(3, V, B, T)}));
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void withMasksAndDropout(AttentionScore score) {
        GradientChecks.directions(graph(attention(score).attentionDropout(0.3)), ragged(false));
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void withCoverageAndItsLoss(AttentionScore score) {
        GradientChecks.directions(
                graph(attention(score).coverage(true).coverageLossWeight(0.7).linkedOutput("output")), ragged(false));
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void withCoverageAndNoLossOfIt(AttentionScore score) {
        GradientChecks.directions(graph(attention(score).coverage(true)), ragged(false));
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void withDeepOutput(AttentionScore score) {
        GradientChecks.directions(
                graph(attention(score).output(AttentionOutput.DEEP).embeddingSize(E)), ragged(false));
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void withCopying(AttentionScore score) {
        GradientChecks.directions(
                graph(attention(score).embeddingSize(E).copy(true).linkedOutput("output")), ragged(true));
    }
}
