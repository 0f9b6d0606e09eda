package org.seq4j.experiments.evaluation.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.evaluation.picture.ColourScale;
import tools.jackson.databind.json.JsonMapper;

class HeatMapPartsTest {

    private static final List<String> TWO = List.of("a", "b");

    @Test
    void equalStepsOfWeightAreEqualStepsOfLightness() {
        double step = (lightness(ColourScale.rgb(0)) - lightness(ColourScale.rgb(1))) / 20;
        for (int i = 1; i <= 20; i++) {
            double fall = lightness(ColourScale.rgb((i - 1) / 20.0)) - lightness(ColourScale.rgb(i / 20.0));
            assertThat(fall).as("step %d", i).isCloseTo(step, within(0.15 * step));
        }
    }

    @Test
    void theScaleEndsAtTheLargestWeightRoundedUp() {
        assertThat(ScaleBar.end(new float[][] {{0.29f, 0.7f}, {0.1f, 0}}, 1)).isCloseTo(0.3, within(1e-9));
        assertThat(ScaleBar.end(new float[][] {{0.97f}}, 1)).isEqualTo(1);
        assertThat(ScaleBar.end(new float[][] {{0.2f}}, 1)).isCloseTo(0.2, within(1e-9));
        assertThat(ScaleBar.end(new float[][] {{0.0031f}}, 1)).isCloseTo(0.004, within(1e-9));
        assertThat(ScaleBar.end(new float[][] {{0}}, 1)).isEqualTo(1);
        assertThat(ScaleBar.number(1, 1)).isEqualTo("1");
        assertThat(ScaleBar.number(3 * 0.1, 1)).isEqualTo("0.3");
        assertThat(ScaleBar.number(0.004, 0.5)).isEqualTo("0.002");
    }

    @Test
    void whiteSpaceAndControlsAreSeen() {
        assertThat(Label.visible(" ")).isEqualTo("␣");
        assertThat(Label.visible("a\u00a0b")).isEqualTo("a␣b");
        assertThat(Label.visible("\t\n")).isEqualTo("⇥↵");
        assertThat(Label.visible("\u0007")).isEqualTo("U+0007");
        assertThat(Label.visible("")).isEqualTo("\"\"");
        assertThat(Label.visible("\u0301")).isEqualTo("◌\u0301");
        assertThat(Label.visible("été")).isEqualTo("été");
    }

    @Test
    void longLabelsAreCutBetweenCharacters() {
        assertThat(Label.visible("x".repeat(24))).isEqualTo("x".repeat(24));
        assertThat(Label.visible("x".repeat(25))).isEqualTo("x".repeat(23) + "…");
        assertThat(Label.visible("e\u0301".repeat(24))).isEqualTo("e\u0301".repeat(24));
        assertThat(Label.visible("👍🏽".repeat(30))).isEqualTo("👍🏽".repeat(23) + "…");
    }

    @Test
    void numbersAreRoundedAndReadyForJson() {
        AttentionNumbers numbers = AttentionNumbers.of(TWO, List.of("x"), new float[][] {{0.123456f, 0.876544f, 0}});
        assertThat(JsonMapper.shared().writeValueAsString(numbers))
                .isEqualTo("{\"source\":[\"a\",\"b\"],\"output\":[\"x\"],\"weights\":[[0.12346,0.87654]]}");
    }

    @Test
    void weightsThatDoNotFitAreRefused(@TempDir Path folder) {
        refused(
                TWO,
                TWO,
                new float[1][2],
                "Attention over 2 output tokens needs as many rows of weights, but there are 1.");
        refused(
                TWO,
                TWO,
                new float[2][1],
                "Attention to 2 source tokens needs as many weights in each row, but one has 1.");
        refused(
                List.of(),
                TWO,
                new float[2][0],
                "Attention needs at least one source and one output token, but there are 0 and 2.");
        refused(
                TWO,
                List.of("x"),
                new float[][] {{0.5f, Float.NaN}},
                "An attention weight lies in [0, 1], but one is NaN.");
        refused(TWO, List.of("x"), new float[][] {{0.5f, 1.5f}}, "An attention weight lies in [0, 1], but one is 1.5.");
        assertThatThrownBy(() -> AttentionHeatMap.write(folder.resolve("p.png"), TWO, TWO, new float[1][2]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void refused(List<String> source, List<String> output, float[][] weights, String sentence) {
        assertThatThrownBy(() -> AttentionNumbers.of(source, output, weights))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    /** L of OKLab, from sRGB. */
    private static double lightness(int rgb) {
        double r = linear(rgb >> 16 & 255);
        double g = linear(rgb >> 8 & 255);
        double b = linear(rgb & 255);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
