package org.seq4j.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seq4j.experiments.evaluation.picture.Scene;
import org.seq4j.experiments.evaluation.picture.Shape;

class CurvePictureTest {
    @Test
    void equalRatiosAreEqualHeightsOnALogScale() {
        Scene scene = CurvePicture.log("Decay", "step", "length")
                .curve("halved", new double[] {0, 1, 2, 3}, new double[] {1, 0.1, 0, 0.01})
                .scene();
        List<Shape.Spot> spots = line(scene);
        assertThat(spots).as("without the point that is not positive").hasSize(3);
        assertThat(spots.get(1).y() - spots.get(0).y())
                .isPositive()
                .isCloseTo(spots.get(2).y() - spots.get(1).y(), within(1e-9));
        assertThat(texts(scene)).contains("Decay", "step", "length (log scale)", "halved", "0.1");
    }

    @Test
    void aCurveOfValuesAloneRunsFromOne() {
        Scene scene = CurvePicture.linear("Loss", "update", "nats")
                .curve("training", new double[] {3, 2, 1})
                .scene();
        assertThat(line(scene)).hasSize(3);
        assertThat(texts(scene)).contains("1", "3", "nats", "training");
    }

    @Test
    void whatCannotBeDrawnIsSaid() {
        CurvePicture picture = CurvePicture.log("Nothing", "step", "length").curve("zero", new double[] {0, 0});
        assertThatThrownBy(picture::scene).hasMessageContaining("no curve has a finite value above 0");
        assertThatThrownBy(() -> picture.curve("two", new double[1], new double[2]))
                .hasMessage("A curve needs as many values as places, found 2 and 1.");
    }

    /** The only line of more than two spots. */
    private static List<Shape.Spot> line(Scene scene) {
        return scene.shapes().stream()
                .filter(shape ->
                        shape instanceof Shape.Path path && path.spots().size() > 2)
                .map(shape -> ((Shape.Path) shape).spots())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(Scene scene) {
        return scene.shapes().stream()
                .filter(Shape.Words.class::isInstance)
                .map(shape -> ((Shape.Words) shape).text())
                .toList();
    }
}
