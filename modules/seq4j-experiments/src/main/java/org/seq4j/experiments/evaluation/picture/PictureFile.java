package org.seq4j.experiments.evaluation.picture;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures to files, and sees to it that Java can draw text. */
public final class PictureFile {

    static {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true"); // never ask for a display
        }
    }

    private PictureFile() {}

    /** @throws PictureException if this machine's Java cannot draw text, for want of fonts */
    public static void requireFonts() {
        requireFonts(PictureFile::drawFirstText);
    }

    /** A JDK without fonts, or without the libraries that draw them, fails in many ways, but fails at the first text. */
    static void requireFonts(Runnable firstText) {
        try {
            firstText.run();
        } catch (RuntimeException | Error e) {
            throw new PictureException(
                    "Pictures need a font for their labels, but Java finds none on this machine. Install one (on Debian"
                            + " and Ubuntu: apt-get install fontconfig fonts-dejavu-core), or take the numbers instead"
                            + " of the pictures.",
                    e);
        }
    }

    private static void drawFirstText() {
        new TextLayout("a", new Font(Font.SANS_SERIF, Font.PLAIN, 12), new FontRenderContext(null, true, true))
                .getAdvance();
    }

    /**
     * Writes a picture as PNG; missing folders are created.
     *
     * @param png the file, replaced where it exists
     * @throws PictureException if the file cannot be written
     */
    public static void png(Path png, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory failed.", e);
        }
        write(png, bytes.toByteArray());
    }

    /** The same for a picture that is text. */
    static void text(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] bytes) {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new PictureException("The picture " + file + " cannot be written: " + e + ".", e);
        }
    }
}
