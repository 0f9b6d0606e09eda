package org.seq4j.data.pointing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seq4j.data.DataException;
import org.seq4j.data.pointing.metric.OrderScores;
import org.seq4j.data.pointing.metric.PolygonScores;
import org.seq4j.data.pointing.metric.TourScores;
import org.seq4j.data.pointing.metric.TriangulationScores;

class PointingGeneratorTest {
    private static List<Object> content(PointingExample example) {
        return List.of(Arrays.toString(example.vectors()), Arrays.toString(example.target()));
    }

    @ParameterizedTest
    @EnumSource
    void an_example_is_a_function_of_seed_epoch_and_number(PointingTask task) {
        PointingGenerator generator = new PointingGenerator(task, 3, 15, 7);
        Set<List<Object>> seen = new HashSet<>();
        for (int epoch = 0; epoch < 3; epoch++) {
            for (int number = 0; number < 20; number++) {
                PointingExample example = generator.example(epoch, number);
                assertThat(example.size()).isEqualTo(generator.size(epoch, number));
                assertThat(content(new PointingGenerator(task, 3, 15, 7).example(epoch, number)))
                        .isEqualTo(content(example));
                assertThat(seen.add(content(example))).isTrue();
            }
        }
        assertThat(seen).doesNotContain(content(new PointingGenerator(task, 3, 15, 8).example(0, 0)));
        for (int split = 0; split < 2; split++) {
            for (PointingExample example : generator.fixed(split, 20)) {
                assertThat(seen.add(content(example)))
                        .as("splits share nothing")
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sizes_are_drawn_evenly_from_their_range(PointingTask task) {
        PointingGenerator generator = new PointingGenerator(task, 5, 9, 1);
        int[] counts = new int[10];
        for (int number = 0; number < 5000; number++) {
            counts[generator.size(3, number)]++;
        }
        assertThat(Arrays.stream(counts, 0, 5).sum()).isZero();
        assertThat(Arrays.stream(counts, 5, 10)).allMatch(n -> Math.abs(n - 1000) < 150); // five standard deviations
    }

    @ParameterizedTest
    @EnumSource
    void labels_are_valid_and_perfect(PointingTask task) {
        List<PointingExample> examples = new PointingGenerator(task, task.leastSize(), 16, 2).fixed(0, 100);
        List<int[]> targets = examples.stream().map(PointingExample::target).toList();
        switch (task) {
            case CONVEX_HULL -> assertThat(PolygonScores.of(examples, targets)).isEqualTo(new PolygonScores(1, 1, 1));
            case DELAUNAY ->
                assertThat(TriangulationScores.of(examples, targets)).isEqualTo(new TriangulationScores(1, 1, 1));
            case TSP -> assertThat(TourScores.of(examples, targets).validRate()).isEqualTo(1);
            case SORT -> assertThat(OrderScores.of(examples, targets)).isEqualTo(new OrderScores(1, 1));
        }
    }

    @Test
    void targets_are_written_as_in_the_published_data() {
        float[] house = {0, 0, 1, 0, 1, 1, 0.5f, 1.5f, 0, 1, 0.5f, 0.5f};
        PointingExample example = new PointingExample(house, 2, new int[0]);
        assertThat(PointingTask.CONVEX_HULL.label(example)).containsExactly(1, 2, 3, 4, 5, 1);
        assertThat(PointingTask.TSP.label(example)).startsWith(1).endsWith(1).hasSize(7);
        int[] triangles = PointingTask.DELAUNAY.label(example);
        assertThat(triangles).containsExactly(1, 5, 6, 4, 5, 6, 1, 2, 6, 3, 4, 6, 2, 3, 6);
        PointingExample values = new PointingExample(new float[] {3, 1, 2, 1}, 1, new int[0]);
        assertThat(PointingTask.SORT.label(values)).containsExactly(2, 4, 3, 1);
        assertThatThrownBy(() -> PointingTask.SORT.label(example)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PointingTask.TSP.label(values)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void coordinates_are_uniform_and_hulls_have_their_known_size() {
        List<PointingExample> examples = new PointingGenerator(PointingTask.CONVEX_HULL, 5, 5, 3).fixed(0, 4000);
        double mean = examples.stream()
                .flatMap(e -> IntStream.range(0, 10).mapToObj(i -> (double) e.vectors()[i]))
                .mapToDouble(v -> v)
                .average()
                .orElse(0);
        assertThat(mean).isCloseTo(0.5, within(0.01));
        assertThat(examples)
                .allMatch(e -> IntStream.range(0, 10).allMatch(i -> e.vectors()[i] >= 0 && e.vectors()[i] < 1));
        // expected corners of the hull of 5 uniform points of a square: 4.2386 (yardstick 4.24)
        double corners =
                examples.stream().mapToInt(e -> e.target().length - 1).average().orElse(0);
        assertThat(corners).isCloseTo(4.24, within(0.05));
    }

    @Test
    void records_name_what_made_the_labels() {
        assertThat(new PointingGenerator(PointingTask.TSP, 5, 12, 4).describe())
                .isEqualTo("tsp of 5 to 12 elements from seed 4; labels: Held-Karp (optimal)");
        assertThat(new PointingGenerator(PointingTask.TSP, 20, 20, 4).describe())
                .contains("tsp of 20 elements", "or-opt (heuristic)")
                .doesNotContain("optimal");
        PointingGenerator both = new PointingGenerator(PointingTask.TSP, 5, 20, 4);
        assertThat(PointingSource.of(both, 100).describe())
                .contains("100 examples an epoch", "Held-Karp (optimal) up to 12 points, above iterated");
        for (PointingTask task : PointingTask.values()) {
            assertThat(task.labelling(5, 20)).isNotBlank();
            assertThat(PointingTask.of(task.key())).contains(task);
        }
        assertThat(PointingTask.of("TSP")).isEmpty();
    }

    @Test
    void sizes_that_make_no_sense_are_refused() {
        for (PointingTask task : PointingTask.values()) {
            assertThatThrownBy(() -> new PointingGenerator(task, task.leastSize() - 1, 5, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(task.key());
        }
        assertThatThrownBy(() -> new PointingGenerator(PointingTask.SORT, 5, 4, 0))
                .isInstanceOf(IllegalArgumentException.class);
        PointingGenerator generator = new PointingGenerator(PointingTask.SORT, 5, 5, 0);
        assertThatThrownBy(() -> PointingSource.of(generator, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lists_need_examples_of_one_kind() {
        PointingExample plane = new PointingExample(new float[2], 2, new int[] {1});
        PointingExample line = new PointingExample(new float[2], 1, new int[] {2, 1});
        PointingSource source = PointingSource.of(List.of(line, line));
        assertThat(source.targets()).isEqualTo(4);
        assertThat(source.describe()).isEqualTo("2 examples of 2 elements of 1 number");
        assertThatThrownBy(() -> PointingSource.of(List.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no example");
        assertThatThrownBy(() -> PointingSource.of(List.of(plane, line)))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("Example 2", "F = 1", "F = 2");
    }

    @Test
    void examples_are_whole() {
        assertThatThrownBy(() -> new PointingExample(new float[3], 2, new int[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PointingExample(new float[0], 2, new int[0]))
                .isInstanceOf(IllegalArgumentException.class);
        for (int position : new int[] {-1, 0, 3}) {
            assertThatThrownBy(() -> new PointingExample(new float[4], 2, new int[] {position}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1..2");
        }
    }
}
