package org.seq4j.experiments.evaluation.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.evaluation.metric.ConfusionCounts;

/** Pictures of confusions. */
class ConfusionPictureTest {
    @TempDir
    private Path folder;

    @Test
    void showsCountsUnderTheNumbersOfTheClasses() {
        ConfusionCounts counts =
                ConfusionCounts.of(List.of("cat & dog", "bird"), new int[] {0, 0, 0, 1}, new int[] {0, 0, 1, 1});
        new ConfusionPicture(counts, "animals").write(folder, "a");
        assertThat(folder.resolve("a.png")).isNotEmptyFile();
        assertThat(folder.resolve("a.svg"))
                .content()
                .contains(">animals<", ">cat &amp; dog  1<", ">bird  2<", ">Rows: the right class.")
                .containsPattern("font-size=\"9\" text-anchor=\"middle\" font-weight=\"bold\"[^>]*>2<")
                .doesNotContain("confused most", ">0<");
    }

    @Test
    void ofManyClassesThoseThatAreConfusedMost() {
        List<String> names =
                IntStream.range(0, 60).mapToObj(number -> "class" + number).toList();
        int[] gold = IntStream.range(0, 240).map(i -> i % 60).toArray();
        int[] predicted = IntStream.of(gold)
                .map(one -> one == 7 ? 50 : one == 50 ? 51 : one)
                .toArray();
        ConfusionPicture picture = new ConfusionPicture(ConfusionCounts.of(names, gold, predicted), "many");
        assertThat(picture.shown()).hasSize(ConfusionPicture.MOST).isSorted().contains(7, 50, 51);
        picture.write(folder, "many");
        assertThat(folder.resolve("many.svg"))
                .content()
                .contains("The 24 of 60 classes that are confused most.", ">class50  51<");
    }
}
