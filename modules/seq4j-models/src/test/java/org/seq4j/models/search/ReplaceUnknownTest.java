package org.seq4j.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplaceUnknownTest {
    private static final List<String> SOURCE = List.of("le", "Rhin", "coule");
    private static final float[][] WEIGHTS = {{0.1f, 0.8f, 0.1f}, {0, 0.3f, 0.7f}, {0.4f, 0.4f, 0.2f}};

    @Test
    void anUnknownTokenBecomesTheSourceTokenItLooksAt() {
        assertThat(new ReplaceUnknown("<unk>").apply(SOURCE, List.of("<unk>", "flows", "<unk>"), WEIGHTS))
                .containsExactly("Rhin", "flows", "le");
    }

    @Test
    void aDictionaryTranslatesIt() {
        ReplaceUnknown replace = new ReplaceUnknown("<unk>", Map.of("Rhin", "Rhine"));
        assertThat(replace.apply(SOURCE, List.of("<unk>", "<unk>", "it"), WEIGHTS))
                .containsExactly("Rhine", "coule", "it");
    }

    @Test
    void weightsThatDoNotFitAreNamed() {
        ReplaceUnknown replace = new ReplaceUnknown("<unk>");
        assertThatThrownBy(() -> replace.apply(SOURCE, List.of("a"), WEIGHTS))
                .hasMessageContaining("1 output tokens, found 3");
        assertThatThrownBy(() -> replace.apply(List.of("x"), List.of("<unk>"), new float[][] {{1, 2}}))
                .hasMessageContaining("1 source tokens, found 2");
    }
}
