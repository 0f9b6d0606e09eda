package org.seq4j.data.pointing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementOrderTest {
    @Test
    void a_later_number_decides_between_equal_ones_and_equal_elements_stay_as_they_stand() {
        PointingExample example =
                new PointingExample(new float[] {.5f, .2f, .5f, .1f, 0, .9f, .5f, .2f}, 2, new int[] {3, 2, 4, 1});
        assertThat(ElementOrder.LEXICOGRAPHIC.positions(example)).containsExactly(3, 2, 1, 4);
        assertThat(ElementOrder.GIVEN.positions(example)).containsExactly(1, 2, 3, 4);
        PointingExample ordered = example.inOrder(ElementOrder.LEXICOGRAPHIC, null);
        assertThat(ordered.vectors()).containsExactly(0, .9f, .5f, .1f, .5f, .2f, .5f, .2f);
        assertThat(ordered.target())
                .as("the same elements in the same succession")
                .containsExactly(1, 2, 4, 3);
        assertThat(example.inOrder(ElementOrder.GIVEN, null)).isSameAs(example);
    }

    @ParameterizedTest
    @EnumSource
    void a_target_gets_the_form_that_it_has_where_the_elements_come_in_that_order(PointingTask task) {
        PointingGenerator generator = new PointingGenerator(task, 4, 11, 3);
        PointingSource ordered = PointingSource.of(generator, 100).inOrder(ElementOrder.LEXICOGRAPHIC, task);
        int moved = 0;
        for (int number = 0; number < 100; number++) {
            PointingExample example = ordered.example(2, number);
            assertThat(example.target()).isEqualTo(task.label(example));
            assertThat(ordered.elements(2, number)).isEqualTo(example.size());
            moved += Arrays.equals(
                            example.vectors(), generator.example(2, number).vectors())
                    ? 0
                    : 1;
        }
        assertThat(moved).as("examples whose elements changed places").isGreaterThan(80);
        assertThat(ordered.size()).isEqualTo(100);
        assertThat(ordered.features()).isEqualTo(task.features());
        assertThat(ordered.generated()).isTrue();
        assertThat(ordered.describe()).contains(task.key(), "lexicographic");
    }
}
