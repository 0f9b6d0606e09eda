package org.seq4j.experiments.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.seq4j.experiments.run.RunFolder;
import org.seq4j.experiments.run.RunFolderException;

/** The drawings of the last validation and of evaluations, inside the page. */
final class PictureSection {
    private PictureSection() {}

    static void write(Html page, RunFolder folder) {
        List<Path> drawings = folder.drawings();
        if (drawings.isEmpty()) {
            return;
        }
        page.section("pictures", "Pictures").raw("<div class=\"pictures\">\n");
        for (Path drawing : drawings) {
            String words = words(drawing);
            page.raw("<figure><img loading=\"lazy\" alt=\"" + Html.escape(words) + "\" src=\"" + data(drawing) + "\">")
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

    private static String data(Path file) {
        String type = file.toString().endsWith(".svg") ? "image/svg+xml" : "image/png";
        try {
            return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new RunFolderException("Cannot read the picture " + file + ": " + e + ".", e);
        }
    }
}
