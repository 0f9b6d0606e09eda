package org.seq4j.experiments.evaluation.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.evaluation.picture.PointPicture.Figure;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PointPictureTest {
    private static final float[] SQUARE = {0, 0, 1, 0, 1, 1, 0, 1, 0.5f, 0.4f};
    private static final int OUTPUT = 0x0072B2;
    private static final int OTHER = 0xD55E00;
    private static final int REFERENCE = 0xC9D3DC;

    @TempDir
    private Path folder;

    @BeforeEach
    void needFonts() {
        boolean found = true;
        try {
            PictureFile.requireFonts();
        } catch (PictureException e) {
            found = false;
        }
        assumeTrue(found, "Java finds no fonts on this machine");
    }

    @Test
    void aRightPolygonHasNoOtherLine() throws Exception {
        BufferedImage image = draw(picture(Figure.POLYGON, new int[] {1, 2, 3, 4, 1}, 1, 2, 3, 4, 1));
        assertThat(has(image, OUTPUT)).isTrue();
        assertThat(has(image, REFERENCE)).isTrue();
        // the legend has the colour of other lines: a stretch of 20 points
        assertThat(count(image, OTHER)).isLessThan(400);
    }

    @Test
    void linesThatTheReferenceLacksStandOut() throws Exception {
        BufferedImage image = draw(picture(Figure.POLYGON, new int[] {1, 2, 3, 4, 1}, 1, 2, 5, 4, 1));
        assertThat(count(image, OTHER)).isGreaterThan(1000);
    }

    @Test
    void withoutAReferenceAllLinesAreTheOutput() throws Exception {
        BufferedImage image = draw(picture(Figure.PATH, null, 1, 3, 2));
        assertThat(has(image, OUTPUT)).isTrue();
        assertThat(has(image, OTHER)).isFalse();
        assertThat(has(image, REFERENCE)).isFalse();
    }

    @Test
    void theSvgHoldsEveryPointLineAndLabel() throws Exception {
        draw(picture(Figure.TRIANGLES, new int[] {1, 2, 5, 2, 3, 5}, 1, 2, 5, 3, 4, 5));
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("deep/picture.svg").toFile());
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(5);
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a < b & \"c\"");
        // frame, two triangles
        assertThat(svg.getElementsByTagName("polygon").getLength()).isEqualTo(3);
        // five edges of the reference, six of the output, three in the legend
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(14);
        long labels = IntStream.range(0, svg.getElementsByTagName("text").getLength())
                .mapToObj(i -> (Element) svg.getElementsByTagName("text").item(i))
                .filter(text -> text.getTextContent().matches("[1-5]"))
                .count();
        assertThat(labels).isEqualTo(5);
    }

    @Test
    void drawsNumbersOverTheirPosition() {
        Viewport viewport = new Viewport(
                new PointPicture(new float[] {3, -1, 7}, 1, Figure.PATH, new int[] {1}, null, "x"), 0, 0, 100);
        assertThat(viewport.spot(1)).isEqualTo(new Shape.Spot(0, 50));
        assertThat(viewport.spot(2)).isEqualTo(new Shape.Spot(50, 100));
        assertThat(viewport.spot(3)).isEqualTo(new Shape.Spot(100, 0));
    }

    @Test
    void bothAxesOfThePlaneHaveOneScale() {
        float[] wide = {0, 0, 10, 0, 10, 5};
        Viewport viewport = new Viewport(new PointPicture(wide, 2, Figure.PATH, new int[0], null, "x"), 0, 0, 100);
        assertThat(viewport.spot(1)).isEqualTo(new Shape.Spot(0, 75));
        assertThat(viewport.spot(3)).isEqualTo(new Shape.Spot(100, 25));
    }

    @Test
    void drawsEqualPointsAndNoOutput() throws Exception {
        PointPicture same = new PointPicture(new float[] {2, 2, 2, 2}, 2, Figure.POLYGON, new int[0], null, "x");
        assertThat(draw(same).getWidth()).isPositive();
    }

    @Test
    void labelsKeepClearOfEachOther() {
        Random random = new Random(3);
        float[] many = new float[100];
        for (int i = 0; i < many.length; i++) {
            many[i] = random.nextFloat();
        }
        PointPicture picture = new PointPicture(many, 2, Figure.PATH, new int[0], null, "x");
        Shape.Words[] labels = new PointScene(picture)
                .scene().shapes().stream()
                        .filter(Shape.Words.class::isInstance)
                        .map(Shape.Words.class::cast)
                        .filter(words -> words.text().matches("[0-9]+"))
                        .toArray(Shape.Words[]::new);
        assertThat(labels).hasSize(50);
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(Math.hypot(
                                labels[i].spot().x() - labels[j].spot().x(),
                                labels[i].spot().y() - labels[j].spot().y()))
                        .as("%s and %s", labels[i].text(), labels[j].text())
                        .isGreaterThan(6);
            }
        }
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThatThrownBy(() -> new PointPicture(new float[9], 3, Figure.PATH, new int[0], null, "x"))
                .isInstanceOf(PictureException.class)
                .hasMessage("Pictures show elements of one or two numbers, found 3.");
        assertThatThrownBy(() -> picture(Figure.PATH, null, 1, 6)).isInstanceOf(IllegalArgumentException.class);
        Path file = folder.resolve("file");
        assertThatThrownBy(() -> {
                    Files.writeString(file, "");
                    picture(Figure.PATH, null, 1).write(file, "x");
                })
                .isInstanceOf(PictureException.class)
                .hasMessageStartingWith("The picture " + file.resolve("x.svg") + " cannot be written: ");
    }

    private static PointPicture picture(Figure figure, int @Nullable [] reference, int... output) {
        return new PointPicture(SQUARE, 2, figure, output, reference, "a < b & \"c\"");
    }

    private BufferedImage draw(PointPicture picture) throws Exception {
        picture.write(folder.resolve("deep"), "picture");
        return ImageIO.read(folder.resolve("deep/picture.png").toFile());
    }

    private static boolean has(BufferedImage image, int rgb) {
        return count(image, rgb) > 0;
    }

    private static long count(BufferedImage image, int rgb) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).filter(pixel -> (pixel & 0xFFFFFF) == rgb).count();
    }
}
