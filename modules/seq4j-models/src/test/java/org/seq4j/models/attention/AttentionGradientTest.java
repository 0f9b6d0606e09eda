package org.seq4j.models.attention;

import static org.seq4j.models.GradientChecks.ids;
import static org.seq4j.models.GradientChecks.mask;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
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

/** The gradients of memory and queries pass through the parameters of the layers below. */
class AttentionGradientTest {
    private static final int V = 4;
    private static final int E = 2;
    private static final int H = 2;
    private static final int M = 2;
    private static final int B = 3;
    private static final int S = 3;
    private static final int T = 3;

    /** A tiny encoder and decoder around an attention. */
    static ComputationGraphConfiguration graph(Attention attention, DataType type) {
        var builder = new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(type)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("source", "target")
                .setInputTypes(InputType.recurrent(1), InputType.recurrent(1))
                .addVertex("sourceEmbedding", TokenEmbedding.builder(V, E).build(), "source")
                .addVertex("encoder", Recurrent.builder(CellType.GRU, E, M).build(), "sourceEmbedding")
                .addVertex("targetEmbedding", TokenEmbedding.builder(V, E).build(), "target")
                .addVertex("decoder", Recurrent.builder(CellType.GRU, E, H).build(), "targetEmbedding");
        if (attention.spec().readsEmbedding()) {
            builder.addVertex("attention", attention, "decoder", "encoder", "targetEmbedding");
        } else {
            builder.addVertex("attention", attention, "decoder", "encoder");
        }
        return builder.addLayer(
                        "output",
                        TokenOutput.builder(attention.spec().outputSize(), V).build(),
                        "attention")
                .setOutputs("output")
                .build();
    }

    /** Ids and labels, with a source that has a hole, one that is empty, target steps that are padding and a hole among them. */
    private static MultiDataSet ragged() {
        INDArray source = mask(new float[] {1, 1, 1}, new float[] {1, 0, 1}, new float[] {0, 0, 0});
        INDArray target = mask(new float[] {1, 1, 1}, new float[] {1, 0, 1}, new float[] {1, 1, 0});
        return new MultiDataSet(
                new INDArray[] {ids(1, V, B, S), ids(2, V, B, T)},
                new INDArray[] {ids(3, V, B, T)},
                new INDArray[] {source, target},
                new INDArray[] {target});
    }

    private static MultiDataSet unmasked() {
        return new MultiDataSet(new INDArray[] {ids(1, V, B, S), ids(2, V, B, T)}, new INDArray[] {ids(3, V, B, T)});
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void withoutMasks(AttentionScore score) {
        GradientChecks.parameters(
                graph(Attention.builder(score, H, M).attentionSize(3).build(), DataType.DOUBLE), unmasked());
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void withMasksAndDropout(AttentionScore score) {
        Attention attention = Attention.builder(score, H, M)
                .outputSize(3)
                .attentionDropout(0.3)
                .build();
        GradientChecks.parameters(graph(attention, DataType.DOUBLE), ragged());
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void withCoverageItsLossAndDeepOutput(AttentionScore score) {
        Attention attention = Attention.builder(score, H, M)
                .output(AttentionOutput.DEEP)
                .embeddingSize(E)
                .coverage(true)
                .coverageLoss(0.7)
                .linkedOutput("output")
                .build();
        GradientChecks.parameters(graph(attention, DataType.DOUBLE), ragged());
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void withCoverageDropoutAndNoLossOfIt(AttentionScore score) {
        Attention attention = Attention.builder(score, H, M)
                .coverage(true)
                .attentionDropout(0.3)
                .build();
        GradientChecks.parameters(graph(attention, DataType.DOUBLE), unmasked());
    }
}
