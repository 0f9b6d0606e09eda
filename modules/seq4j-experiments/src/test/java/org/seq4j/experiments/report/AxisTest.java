package org.seq4j.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void roundsTheEndsOfALinearAxis() {
        Axis axis = Axis.of(0.03, 0.97, false);
        assertThat(axis.low()).isZero();
        assertThat(axis.high()).isEqualTo(1.0, within(1e-9));
        assertThat(axis.ticks()).hasSize(6);
        assertThat(axis.place(0.5)).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void endsALinearAxisWithTicks() {
        for (double[] ends : new double[][] {{3.828, 4.641}, {-0.1, 4.8}, {0.1807, 0.2496}, {1e-7, 3.1e-6}, {12, 99}}) {
            Axis axis = Axis.of(ends[0], ends[1], false);
            List<Double> ticks = axis.ticks();
            assertThat(ticks).hasSizeBetween(3, 7);
            assertThat(axis.place(ticks.get(0))).isEqualTo(0, within(1e-9));
            assertThat(axis.place(ticks.get(ticks.size() - 1))).isEqualTo(1, within(1e-9));
            assertThat(axis.place(ends[0])).isBetween(0.0, 0.4);
            assertThat(axis.place(ends[1])).isBetween(0.6, 1.0);
        }
    }

    @Test
    void endsALogAxisWithTicks() {
        assertThat(Axis.of(0.0005, 20, true).ticks().toString())
                .isEqualTo("[1.0E-4, 0.001, 0.01, 0.1, 1.0, 10.0, 100.0]");
        assertThat(Axis.of(0.0005, 20, true).place(0.1)).isEqualTo(0.5, within(1e-9));
        for (double[] ends :
                new double[][] {{0.0003, 0.017}, {5.6e-5, 0.0062}, {0.19, 15}, {1, 50}, {3e-9, 0.02}, {7, 7}}) {
            Axis axis = Axis.of(ends[0], ends[1], true);
            List<Double> ticks = axis.ticks();
            assertThat(ticks).hasSizeBetween(3, 7);
            assertThat(axis.place(ticks.get(0))).isEqualTo(0, within(1e-9));
            assertThat(axis.place(ticks.get(ticks.size() - 1))).isEqualTo(1, within(1e-9));
            assertThat(ends[0]).isGreaterThanOrEqualTo(axis.low());
            assertThat(ends[1]).isLessThanOrEqualTo(axis.high());
        }
    }

    @Test
    void hasRoomAroundOneValue() {
        for (double value : List.of(0.002, 1.7, -3.0)) {
            Axis axis = Axis.of(value, value, false);
            assertThat(axis.place(value)).isBetween(0.4, 0.6);
            assertThat(axis.place(0)).isIn(0.0, 1.0);
            assertThat(axis.ticks()).hasSizeGreaterThan(2);
        }
        Axis zero = Axis.of(0, 0, false);
        assertThat(zero.place(0)).isZero();
        assertThat(zero.ticks()).contains(0.0, 1.0);
        assertThat(Axis.tight(7, 7).place(7)).isBetween(0.4, 0.6);
        assertThat(Axis.tight(7, 9).place(7)).isZero();
    }

    @Test
    void goesFromOnePowerOfTenToAnother() {
        assertThat(Axis.powers(0.3, 0.4).ticks().toString()).isEqualTo("[0.1, 0.2, 0.5, 1.0]");
        assertThat(Axis.powers(1, 1).high()).isEqualTo(10);
        assertThat(Axis.powers(3e-9, 0.02).low()).isEqualTo(1e-9, within(1e-20));
    }

    @Test
    void writesNumbersShortly() {
        assertThat(List.of(0.0, 0.002, 1.0, 1234567.0, 0.00001234, 3.14159, 1.00032, 12345.678, 2e9).stream()
                        .map(Figures::of))
                .containsExactly("0", "0.002", "1", "1234567", "1.23e-5", "3.1416", "1.0003", "12346", "2e9");
    }

    @Test
    void writesAllValuesOfAMetricWithTheSameDecimals() {
        assertThat(List.of(100.0, 6.75, 0.0).stream().map(value -> Figures.score("polygon_accuracy", value)))
                .containsExactly("100.00", "6.75", "0.00");
        assertThat(List.of(43.5, 1.0, 2.039e-4, 0.0).stream().map(value -> Figures.score("perplexity", value)))
                .containsExactly("43.5000", "1.0000", "2.039e-04", "0.0000");
        assertThat(Figures.score("learning_rate", 0.5)).isEqualTo("0.5");
    }

    @Test
    void thinsACurveToMeansOfNeighbours() {
        Curve curve = new Curve("c", new double[] {1, 2, 3, 4, 5}, new double[] {1, 3, 5, 7, 9}).thinned(3);
        assertThat(curve.x()).containsExactly(1.5, 3.5, 5);
        assertThat(curve.y()).containsExactly(2, 6, 9);
    }
}
