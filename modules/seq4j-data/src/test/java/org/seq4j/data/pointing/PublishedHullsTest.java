package org.seq4j.data.pointing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedHullsTest {
    @ParameterizedTest
    @ValueSource(ints = {5, 10, 20})
    void the_generators_label_is_that_of_every_line(int size) {
        String root = System.getenv("SEQ4J_DATA");
        Assumptions.assumeTrue(root != null, "SEQ4J_DATA is not set: no convex hulls to compare with");
        Path file = Path.of(root, "pointer_hull", "convex_hull_" + size + "_test.txt");
        Assumptions.assumeTrue(Files.exists(file), file + " is not there");
        List<PointingExample> examples = PointingReader.readAll(PointingFile.points(file));
        assertThat(examples).hasSizeGreaterThan(500);
        for (int i = 0; i < examples.size(); i++) {
            PointingExample example = examples.get(i);
            assertThat(example.size()).isEqualTo(size);
            assertThat(PointingTask.CONVEX_HULL.label(example))
                    .as("line %d", i + 1)
                    .isEqualTo(example.target());
        }
    }
}
