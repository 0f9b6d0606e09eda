package org.seq4j.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.evaluation.picture.PictureFile;

/** Pictures of a training: the first examples, and no second attempt. */
class PicturesTest {

    @Test
    void onlyAPictureThatFailsEndsTheDrawing(@TempDir Path folder) {
        Pictures pictures = new Pictures();
        AtomicInteger drawn = new AtomicInteger();
        pictures.draw(drawn::incrementAndGet);
        assertThatThrownBy(() -> pictures.draw(() -> {
                    throw new IllegalStateException("a bug");
                }))
                .hasMessage("a bug");
        pictures.draw(drawn::incrementAndGet);
        assertThat(drawn).hasValue(2);
        pictures.draw(() -> PictureFile.png(folder, new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)));
        pictures.draw(drawn::incrementAndGet);
        assertThat(drawn).hasValue(2);
    }

    @Test
    void takesTheFirstExamplesAndAsksForNoneInVain() {
        assertThat(Pictures.first(2, true, () -> List.of(1, 2, 3))).containsExactly(1, 2);
        assertThat(Pictures.first(4, true, () -> List.of(1, 2, 3))).containsExactly(1, 2, 3);
        assertThat(Pictures.<Integer>first(0, true, PicturesTest::none)).isEmpty();
        assertThat(Pictures.<Integer>first(1, false, PicturesTest::none)).isEmpty();
    }

    private static List<Integer> none() {
        throw new IllegalStateException("nobody needs them");
    }
}
