package org.seq4j.experiments.evaluation.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seq4j.experiments.evaluation.picture.ColourScale;
import org.seq4j.experiments.evaluation.picture.PictureException;

/** Pictures; skipped on a machine without fonts, where they cannot be drawn. */
class AttentionHeatMapTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void needFonts() {
        boolean drawn;
        try {
            draw(List.of("a"), List.of("b"), new float[][] {{1}});
            drawn = true;
        } catch (PictureException | IOException e) {
            drawn = false;
        }
        assumeTrue(drawn, "Java finds no fonts on this machine");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 3", "60, 60", "80, 1", "1, 80", "2, 400"})
    void theDiagonalIsDarkAndEverythingElseLight(int source, int output) throws IOException {
        float[][] weights = new float[output][source];
        for (int t = 0; t < output; t++) {
            weights[t][t * source / output] = 1;
        }
        List<String> tokens = IntStream.range(0, 400).mapToObj(i -> "x" + i).toList();
        BufferedImage image = draw(tokens.subList(0, source), tokens.subList(0, output), weights);
        long dark = count(image, ColourScale.rgb(1));
        long light = count(image, ColourScale.rgb(0));
        assertThat(dark).isPositive();
        if (source > 1) {
            assertThat((double) light / dark).isBetween(0.8 * (source - 1), 1.3 * (source - 1));
        }
    }

    @Test
    void paddingIsNotDrawn() throws IOException {
        List<String> tokens = List.of("a", "b");
        BufferedImage exact = draw(tokens, tokens, new float[][] {{1, 0}, {0, 1}});
        BufferedImage padded = draw(tokens, tokens, new float[][] {{1, 0, 0, 0}, {0, 1, 0, 0}});
        assertThat(pixels(padded)).isEqualTo(pixels(exact));
    }

    @Test
    void longLabelsAreNotCutOffAtTheEdges() throws IOException {
        String longest = "W".repeat(24);
        BufferedImage image = draw(List.of("a", longest), List.of(longest), new float[][] {{0, 1}});
        int white = 0xFFFFFF;
        for (int x = 0; x < image.getWidth(); x++) {
            assertThat(image.getRGB(x, 0) & white).isEqualTo(white);
            assertThat(image.getRGB(x, image.getHeight() - 1) & white).isEqualTo(white);
        }
        for (int y = 0; y < image.getHeight(); y++) {
            assertThat(image.getRGB(0, y) & white).isEqualTo(white);
            assertThat(image.getRGB(image.getWidth() - 1, y) & white).isEqualTo(white);
        }
    }

    @Test
    void anyTokenCanBeDrawn() throws IOException {
        List<String> hostile = List.of(
                "",
                " ",
                "\t",
                "\n",
                "\r\n",
                "\u0301",
                "\u0007",
                "\u200d",
                "\ud800",
                "👍🏽",
                "क्षत्रिय",
                "עברית 123",
                "中文",
                "\ue000",
                "\u202e",
                "x".repeat(10_000));
        float[][] weights = new float[hostile.size()][hostile.size()];
        BufferedImage image = draw(hostile, hostile, weights);
        assertThat(image.getWidth()).isBetween(600, 4000);
    }

    @Test
    void charactersWithoutAFontAreNamedByTheirCodes() throws IOException {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
        String unassigned = Character.toString(0x2FE0); // no character, so no font has it
        assertThat(Label.missing("a" + unassigned, font)).isEqualTo("U+2FE0");
        assertThat(Label.missing("a b\n", font)).isNull();
        FontRenderContext context = new FontRenderContext(null, true, true);
        assertThat(Label.layout(unassigned, font, context).getAdvance())
                .isEqualTo(Label.layout("U+2FE0", font, context).getAdvance());
        assertThat(Label.layout(unassigned.repeat(20), font, context).getAdvance())
                .isLessThan(Label.layout("W".repeat(24), font, context).getAdvance());
    }

    @Test
    void thousandsOfTokensStillFitIntoMemory() throws IOException {
        int many = 1500;
        List<String> tokens = Collections.nCopies(many, "x");
        BufferedImage image = draw(tokens, tokens.subList(0, 3), new float[3][many]);
        assertThat(image.getWidth()).isLessThan(5000);
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        assertThatThrownBy(() -> AttentionHeatMap.write(folder, List.of("a"), List.of("b"), new float[][] {{1}}))
                .isInstanceOf(PictureException.class)
                .hasMessageStartingWith("The picture " + folder + " cannot be written: ");
    }

    private BufferedImage draw(List<String> source, List<String> output, float[][] weights) throws IOException {
        Path png = folder.resolve("new/folder/picture.png");
        AttentionHeatMap.write(png, source, output, weights);
        assertThat(Files.size(png)).isPositive();
        return ImageIO.read(png.toFile());
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static long count(BufferedImage image, int rgb) {
        return IntStream.of(pixels(image)).filter(p -> (p & 0xFFFFFF) == rgb).count();
    }
}
