package org.seq4j.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seq4j.data.DataException;
import org.seq4j.data.series.Normalization.Kind;
import org.seq4j.data.text.Place;

class NormalizationTest {
    private static final Place PLACE = new Place("f", 3);
    private static final List<Series> TRAIN = List.of(
            Series.of(new float[] {1, 7, 3, 7}, 2, PLACE).withTargets(new float[] {10}, false),
            Series.of(new float[] {8, 7}, 2, PLACE).withTargets(new float[] {30}, false));

    private static List<float[]> values(Normalization normalization) {
        return normalization.values(TRAIN).stream().map(Series::values).toList();
    }

    @Test
    void standard_is_over_all_steps_of_all_series() {
        List<float[]> normal = values(Normalization.ofValues(Kind.STANDARD, TRAIN)); // mean 4, variance 26 / 3
        float deviation = (float) Math.sqrt(26.0 / 3);
        assertThat(normal.get(0)).containsExactly(new float[] {-3 / deviation, 0, -1 / deviation, 0}, within(1e-6f));
        assertThat(normal.get(1)).containsExactly(new float[] {4 / deviation, 0}, within(1e-6f));
    }

    @Test
    void min_max_per_series_and_none() {
        List<float[]> ranged = values(Normalization.ofValues(Kind.MIN_MAX, TRAIN));
        assertThat(ranged.get(0)).containsExactly(0, 0, 2 / 7f, 0);
        assertThat(ranged.get(1)).containsExactly(1, 0);
        List<float[]> own = values(Normalization.ofValues(Kind.PER_SERIES, TRAIN));
        assertThat(own.get(0)).containsExactly(-1, 0, 1, 0);
        assertThat(own.get(1)).containsExactly(0, 0);
        assertThat(values(Normalization.ofValues(Kind.NONE, TRAIN)).get(0)).containsExactly(1, 7, 3, 7);
    }

    @Test
    void targets_come_back() {
        Normalization targets = Normalization.ofTargets(Kind.STANDARD, TRAIN);
        List<Series> normal = targets.targets(TRAIN);
        assertThat(normal.get(0).targets()).containsExactly(-1);
        assertThat(targets.invert(normal.get(1).targets())).containsExactly(30);
        assertThatThrownBy(() -> Normalization.ofTargets(Kind.PER_SERIES, TRAIN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Normalization.ofValues(Kind.PER_SERIES, TRAIN).invert(new float[2]))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void the_text_comes_back_exactly(Kind kind) {
        Normalization fitted = Normalization.ofValues(kind, TRAIN);
        Normalization read = Normalization.fromText(fitted.toText(), "n");
        assertThat(read.kind()).isEqualTo(kind);
        float[] others = {0.1f, 9, -3e7f, 1e-9f};
        assertThat(read.apply(others)).isEqualTo(fitted.apply(others));
    }

    @Test
    void faults_are_told() {
        assertThatThrownBy(() -> Normalization.fromText("median\n1 2\n", "n"))
                .hasMessageStartingWith("n:1: the first line");
        assertThatThrownBy(() -> Normalization.fromText("", "n")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Normalization.fromText("none\n1 2 3\n", "n")).hasMessageStartingWith("n:2: the line");
        assertThatThrownBy(() -> Normalization.fromText("none\n1 x\n", "n")).hasMessageStartingWith("n:2: the scale");
        Normalization two = Normalization.ofValues(Kind.STANDARD, TRAIN);
        assertThatThrownBy(() -> two.values(List.of(Series.of(new float[] {1}, 1, PLACE))))
                .hasMessage("f:3: the series has 1 channel, but the training data 2; give series of as many.");
    }

    @Test
    void windows_hold_what_comes_after_them() {
        Series series = Series.of(new float[] {1, 10, 2, 20, 3, 30, 4, 40, 5, 50}, 2, PLACE);
        List<Series> windows = new Windows(2, 2, 1).cut(List.of(series));
        assertThat(windows).hasSize(2);
        assertThat(windows.get(1).values()).containsExactly(2, 20, 3, 30);
        assertThat(windows.get(1).targets()).containsExactly(4, 40, 5, 50);
        assertThat(new Windows(1, 1, 3).cut(List.of(series))).hasSize(2);
        assertThatThrownBy(() -> new Windows(5, 1, 1).cut(List.of(series)))
                .hasMessageStartingWith("f:3: the series has 5 steps, but a window needs 5 and the forecast 1");
    }
}
