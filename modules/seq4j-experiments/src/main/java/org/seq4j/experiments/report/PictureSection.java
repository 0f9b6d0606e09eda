package org.seq4j.experiments.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seq4j.experiments.run.RunFolder;
import org.seq4j.experiments.run.RunFolderException;

/** The drawings of the last validation and of evaluations, inside the page. */
final class PictureSection {
    /** In points. */
    private static final int WIDE = 480;

    private static final Pattern SVG_WIDTH = Pattern.compile("<svg[^>]* width=\"([0-9.]+)\"");

    private PictureSection() {}

    static void write(Html page, RunFolder folder) {
        List<Path> drawings = folder.drawings();
        if (drawings.isEmpty()) {
            return;
        }
        page.section("pictures", "Pictures").raw("<div class=\"pictures\">\n");
        for (Path drawing : drawings) {
            String words = words(drawing);
            byte[] bytes = bytes(drawing);
            page.raw(
                            isWide(drawing, bytes)
                                    ? "<figure class=\"wide\"><div class=\"scroll\" tabindex=\"0\">"
                                    : "<figure><div>")
                    .raw("<img alt=\"" + Html.escape(words) + "\" src=\"" + data(drawing, bytes) + "\"></div>")
                    .element("figcaption", words)
                    .raw("</figure>\n");
        }
        page.raw("</div>\n").endSection();
    }

    private static String words(Path drawing) {
        String file = drawing.getFileName().toString();
        String name = file.substring(0, file.lastIndexOf('.'));
        return switch (drawing.getName(drawing.getNameCount() - 2).toString()) {
            case "attention" -> "Attention weights of development example " + name;
            case "pictures" -> "Output and reference of development example " + name;
            default -> "Confusions of " + name.replaceFirst("-", " data, ");
        };
    }

    /** Whether a telephone would show its letters too small to read. */
    private static boolean isWide(Path file, byte[] bytes) {
        if (file.toString().endsWith(".svg")) {
            Matcher width = SVG_WIDTH.matcher(new String(bytes, StandardCharsets.UTF_8));
            return width.find() && Double.parseDouble(width.group(1)) > WIDE;
        }
        // The header of a PNG has the width in pixels at its 17th byte; drawings have two pixels to a point.
        return bytes.length > 20 && ByteBuffer.wrap(bytes).getInt(16) > 2 * WIDE;
    }

    private static String data(Path file, byte[] bytes) {
        String type = file.toString().endsWith(".svg") ? "image/svg+xml" : "image/png";
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new RunFolderException("Cannot read the picture " + file + ": " + e + ".", e);
        }
    }
}
