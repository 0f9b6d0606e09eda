package org.seq4j.experiments.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassReportTest {
    private static final List<String> NAMES = List.of("a", "b", "never", "c");

    /** a: 2 of 3 found, 3 predicted; b: 1 of 2, 2; c: 1 of 1, 1. */
    private static final ConfusionCounts COUNTS =
            ConfusionCounts.of(NAMES, new int[] {0, 0, 0, 1, 1, 3}, new int[] {0, 0, 1, 1, 0, 3});

    @Test
    void counts_and_accuracy() {
        assertThat(COUNTS.count(0, 1)).isEqualTo(1);
        assertThat(COUNTS.count(1, 0)).isEqualTo(1);
        assertThat(COUNTS.count(0, 0)).isEqualTo(2);
        assertThat(COUNTS.total()).isEqualTo(6);
        assertThat(COUNTS.accuracy()).isEqualTo(4 / 6.0);
        assertThat(ConfusionCounts.of(NAMES, new int[0], new int[0]).accuracy()).isZero();
    }

    @Test
    void means_leave_out_what_never_occurs() {
        ClassReport report = COUNTS.report();
        assertThat(report.classes())
                .containsExactly(
                        new ClassScore("a", 2, 3, 3),
                        new ClassScore("b", 1, 2, 2),
                        new ClassScore("never", 0, 0, 0),
                        new ClassScore("c", 1, 1, 1));
        assertThat(report.macroF1()).isEqualTo((2 / 3.0 + 0.5 + 1) / 3, within(1e-12));
        assertThat(report.weightedF1()).isEqualTo((3 * 2 / 3.0 + 2 * 0.5 + 1) / 6, within(1e-12));
        assertThat(report.microF1()).isEqualTo(COUNTS.accuracy(), within(1e-12));
        assertThat(report.table()).isEqualTo("""
                               precision  recall      F1  support
                        a          66.67   66.67   66.67        3
                        b          50.00   50.00   50.00        2
                        never       0.00    0.00    0.00        0
                        c         100.00  100.00  100.00        1
                        micro      66.67   66.67   66.67        6
                        macro                      72.22        6
                        """);
    }

    @Test
    void several_labels_an_example() {
        boolean[][] gold = {{true, true}, {false, true}, {false, false}};
        boolean[][] predicted = {{true, false}, {true, true}, {false, true}};
        ClassReport report = ClassReport.ofMultiLabel(List.of("a", "b"), gold, predicted);
        assertThat(report.classes()).containsExactly(new ClassScore("a", 1, 2, 1), new ClassScore("b", 1, 2, 2));
        assertThat(report.microF1()).isEqualTo(2 * 2 / 7.0, within(1e-12));
        assertThat(report.classes().get(0).precision()).isEqualTo(0.5);
        assertThat(report.classes().get(1).recall()).isEqualTo(0.5);
        assertThatThrownBy(() -> ClassReport.ofMultiLabel(List.of(), gold, new boolean[0][]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothing_at_all_scores_zero() {
        ClassReport empty = new ClassReport(List.of());
        assertThat(empty.macroF1()).isZero();
        assertThat(empty.weightedF1()).isZero();
        assertThat(empty.microF1()).isZero();
    }
}
