package org.seq4j.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.data.pointing.PointingFile;
import org.seq4j.data.pointing.PointingGenerator;
import org.seq4j.data.pointing.PointingReader;
import org.seq4j.data.pointing.PointingTask;

class PointingSetTest {
    @TempDir
    Path folder;

    @Test
    void every_entry_of_the_catalogue_has_its_generator() {
        assertThat(Catalogue.standard(folder).list().stream()
                        .map(DataSet::name)
                        .filter(name -> name.startsWith("pointing-")))
                .hasSize(8)
                .allMatch(name -> GeneratedSet.of(name).isPresent());
        assertThat(GeneratedSet.of("pointing-sort-3")).isEmpty();
    }

    @Test
    void files_hold_the_generators_fixed_examples_number_by_number() {
        ResolvedDataSet set = Catalogue.standard(folder).resolve("pointing-tsp-5", null, false);
        assertThat(set.description())
                .isEqualTo("tsp of 5 elements from seed 0; labels: Held-Karp (optimal): 1000 dev, 1000 test lines");
        assertThat(set.train()).isNull();
        assertThat(set.files().keySet()).containsExactly("dev.txt", "test.txt");
        PointingGenerator generator = new PointingGenerator(PointingTask.TSP, 5, 5, 0);
        same(PointingReader.readAll(PointingFile.points(set.dev())), generator.fixed(0, 1000));
        same(PointingReader.readAll(PointingFile.points(set.test())), generator.fixed(1, 1000));
    }

    @Test
    void numbers_to_sort_are_elements_of_one_number() {
        Path test = Catalogue.standard(folder)
                .resolve("pointing-sort-10", null, false)
                .test();
        same(
                PointingReader.readAll(PointingFile.points(test).withFeatures(1)),
                new PointingGenerator(PointingTask.SORT, 10, 10, 0).fixed(1, 1000));
    }

    private static void same(List<PointingExample> read, List<PointingExample> made) {
        assertThat(read).hasSameSizeAs(made);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).vectors()).containsExactly(made.get(i).vectors());
            assertThat(read.get(i).target()).containsExactly(made.get(i).target());
        }
    }
}
