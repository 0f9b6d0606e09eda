package org.seq4j.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.graph.AttentionType;
import org.seq4j.models.graph.Seq2Seq;

/** A sequence-to-sequence model whose sources are vectors: its steps are its graph's forward pass, whatever the padding. */
class VectorSourceTest {
    private static final int[] SIZES = {4, 2};
    private static final int[][] TOKENS = {{0, 3, 1}, {0, 2, 2}};

    @ParameterizedTest
    @EnumSource(names = {"NONE", "BAHDANAU"})
    void stepsEqualTheGraph(AttentionType attention) {
        ComputationGraph graph = new ComputationGraph(Seq2Seq.vectors(3, 5)
                .encoder(stack -> stack.hiddenSize(4))
                .decoder(stack -> stack.hiddenSize(6).embeddingSize(5))
                .attention(attention)
                .paddingId(-1)
                .build());
        graph.init();
        Random random = new Random(1);
        float[][] sources = new float[SIZES.length][];
        INDArray padded = Nd4j.zeros(2, 3, 4); // [B, F, S]
        INDArray mask = Nd4j.zeros(2, 4);
        for (int n = 0; n < SIZES.length; n++) {
            sources[n] = new float[SIZES[n] * 3];
            for (int i = 0; i < sources[n].length; i++) {
                sources[n][i] = random.nextFloat();
                padded.putScalar(n, i % 3, i / 3, sources[n][i]);
                mask.putScalar(n, i / 3, 1);
            }
        }
        INDArray output = graph.output(false, new INDArray[] {padded, Nd4j.createFromArray(TOKENS)}, new INDArray[] {
            mask, Nd4j.ones(2, 3)
        })[0]; // [B, V, T]
        Seq2SeqDecoder decoder = Seq2SeqDecoder.of(graph);
        StepDecoder<Seq2SeqState> steps = decoder.decoder(decoder.encode(sources, 3));
        Seq2SeqState state = steps.start(2);
        for (int t = 0; t < 3; t++) {
            Step<Seq2SeqState> step = steps.step(state, new int[] {TOKENS[0][t], TOKENS[1][t]});
            for (int n = 0; n < 2; n++) {
                for (int v = 0; v < 5; v++) {
                    assertThat(Math.exp(step.logProbabilities()[n * 5 + v]))
                            .isCloseTo(output.getDouble(n, v, t), within(1e-5));
                }
            }
            state = step.state();
        }
        assertThatThrownBy(() -> decoder.encode(new float[][] {{1, 2}}, 3)).hasMessageContaining("found 2 numbers");
    }
}
