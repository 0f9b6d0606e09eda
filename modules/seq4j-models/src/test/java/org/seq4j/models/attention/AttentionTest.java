package org.seq4j.models.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;
import org.seq4j.models.output.TokenOutput;

class AttentionTest {
    private static Attention.Builder full() {
        return Attention.builder(AttentionScore.LUONG_CONCAT, 4, 6)
                .attentionSize(5)
                .outputSize(7)
                .output(AttentionOutput.DEEP)
                .embeddingSize(3)
                .attentionDropout(0.1)
                .coverage(true)
                .coverageLossWeight(0.5)
                .copy(true)
                .linkedOutput("output")
                .seed(9L);
    }

    private static ComputationGraphConfiguration graph() {
        return new NeuralNetConfiguration.Builder()
                .updater(new Adam(1e-3))
                .graphBuilder()
                .addInputs("queries", "memory", "embeddings", "copySource")
                .setInputTypes(
                        InputType.recurrent(4), InputType.recurrent(6), InputType.recurrent(3), InputType.recurrent(1))
                .addVertex("attention", full().build(), "queries", "memory", "embeddings", "copySource")
                .addLayer("output", TokenOutput.builder(7, 9).copying(true).build(), "attention")
                .setOutputs("output")
                .build();
    }

    @Test
    void jsonAndClonesKeepEveryOption() {
        ComputationGraphConfiguration conf = graph();
        ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(conf.toJson());
        Attention attention = (Attention) read.getVertices().get("attention");
        assertThat(attention).isEqualTo(full().build()).hasSameHashCodeAs(full().build());
        assertThat(attention.clone()).isEqualTo(attention);
        assertThat(attention).isNotEqualTo(full().copy(false).build());
        assertThat(attention.getUpdater()).isEqualTo(new Adam(1e-3));
        assertThat(attention.seed()).isEqualTo(9);
        assertThat(read.toJson()).isEqualTo(conf.toJson());
    }

    @Test
    void shapesOfParametersFollowFromTheOptions() {
        var shapes = full().build().getVertexParams().getParamShapes();
        assertThat(shapes.keySet()).containsExactly("Wq", "Wm", "v", "wc", "Wo", "wg", "bo", "bg");
        assertThat(shapes.get("Wq")).containsExactly(4, 5);
        assertThat(shapes.get("Wm")).containsExactly(6, 5);
        assertThat(shapes.get("Wo")).containsExactly(6 + 4 + 3, 2 * 7);
        assertThat(shapes.get("wg")).containsExactly(6 + 4 + 3, 1);
        var general = Attention.builder(AttentionScore.LUONG_GENERAL, 4, 6)
                .coverage(true)
                .build();
        assertThat(general.getVertexParams().getParamShapes().keySet()).containsExactly("Wq", "wc", "Wo", "bo");
        assertThat(general.getVertexParams().getParamShapes().get("Wq")).containsExactly(4, 6);
        assertThat(general.getVertexParams().getParamShapes().get("wc")).containsExactly(1);
    }

    @Test
    void everyFaultIsListed() {
        assertThatThrownBy(() -> Attention.builder(AttentionScore.LUONG_DOT, 4, 6)
                        .outputSize(0)
                        .copy(true)
                        .attentionDropout(1)
                        .coverageLossWeight(1)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a memory as wide as the query; the query size is 4 and the memory size 6")
                .hasMessageContaining("the output size is at least 1, found 0")
                .hasMessageContaining("the embedding size is at least 1, found 0")
                .hasMessageContaining("attentionDropout is a probability")
                .hasMessageContaining("a coverage loss needs coverage(true)")
                .hasMessageContaining("a coverage loss and copying need linkedOutput");
        assertThatThrownBy(() -> Attention.builder(AttentionScore.BAHDANAU, 4, 6)
                        .linkedOutput("output")
                        .build())
                .hasMessageContaining("linkedOutput serves a coverage loss and copying; there is neither");
    }

    @Test
    void inputsMustHaveTheSizesThatWereSaid() {
        Attention attention = Attention.builder(AttentionScore.BAHDANAU, 4, 6).build();
        assertThatThrownBy(() -> attention.getOutputType(0, InputType.recurrent(4), InputType.recurrent(5)))
                .isInstanceOf(InvalidInputTypeException.class)
                .hasMessageContaining("expects memory of shape [batch, 6, time]");
        assertThatThrownBy(() -> attention.getOutputType(0, InputType.recurrent(4)))
                .isInstanceOf(InvalidInputTypeException.class)
                .hasMessageContaining("expects 2 inputs");
    }
}
