package org.seq4j.benchmarks.cases;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.seq4j.models.attention.AttentionScore;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.KernelChoice;

/** What only the microbenchmarks run. */
class PassesTest {

    @ParameterizedTest
    @EnumSource(CellType.class)
    void kernels_run(CellType cell) {
        for (KernelChoice choice : new KernelChoice[] {KernelChoice.AUTO, KernelChoice.PORTABLE}) {
            KernelPass pass = new KernelPass(cell, choice, 4, 2, 3);
            assertThatCode(() -> {
                        pass.forward();
                        pass.train();
                    })
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({"BAHDANAU,false", "LUONG_GENERAL,true", "LUONG_CONCAT,false"})
    void attention_runs(AttentionScore score, boolean coverage) {
        AttentionPass pass = new AttentionPass(score, coverage, 4, 2, 3, 5);
        assertThatCode(() -> {
                    pass.forward();
                    pass.train();
                })
                .doesNotThrowAnyException();
    }
}
