package org.seq4j.experiments.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumberMetricsTest {
    @Test
    void mean_errors() {
        RegressionError error = RegressionError.of(new float[] {1, 2, 3}, new float[] {2, 2, -1});
        assertThat(error.mse()).isEqualTo(17 / 3.0);
        assertThat(error.rmse()).isEqualTo(Math.sqrt(17 / 3.0));
        assertThat(error.mae()).isEqualTo(5 / 3.0);
        assertThatThrownBy(() -> RegressionError.of(new float[0], new float[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RegressionError.of(new float[1], new float[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void frames_sum_over_keys() {
        float[] frame = {1, 0, 1};
        double expected = -Math.log(0.5) - Math.log(1 - 0.25) - Math.log(0.8);
        float[] logits = {0, (float) Math.log(0.25 / 0.75), (float) Math.log(4)};
        assertThat(FrameNll.ofProbabilities(new float[] {0.5f, 0.25f, 0.8f}, frame))
                .isEqualTo(expected, within(1e-6));
        assertThat(FrameNll.ofLogits(logits, frame)).isEqualTo(expected, within(1e-6));
        assertThat(FrameNll.ofLogits(new float[] {-100, 100, 100}, frame)).isEqualTo(200, within(1e-6));
        assertThat(FrameNll.ofProbabilities(new float[] {0, 0, 1}, frame)).isEqualTo(-Math.log(1e-7), within(1e-5));
    }

    @Test
    void means_over_all_frames_and_over_all_but_the_first() {
        FrameNll nll = FrameNll.of(List.of(new double[] {10, 1, 2}, new double[] {20}, new double[] {30, 6}));
        assertThat(nll.frames()).isEqualTo(6);
        assertThat(nll.all()).isEqualTo(69 / 6.0);
        assertThat(nll.fromSecond()).isEqualTo(3);
        assertThat(FrameNll.of(List.of(new double[] {4})).fromSecond()).isNaN();
        assertThatThrownBy(() -> FrameNll.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
