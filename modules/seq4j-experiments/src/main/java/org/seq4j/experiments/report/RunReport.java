package org.seq4j.experiments.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.seq4j.experiments.config.ResolvedKeys;
import org.seq4j.experiments.run.RunFolder;
import org.seq4j.experiments.run.RunFolderException;

/**
 * A page about one run: scores, curves, samples, pictures, provenance and configuration. One HTML file that needs no
 * network, no script and no other file; its style follows the reader's choice of light or dark.
 */
public final class RunReport {
    private RunReport() {}

    /**
     * Writes {@code report.html} into the run folder, in place of an earlier one.
     *
     * @return the file
     * @throws RunFolderException if a file of the folder cannot be read
     * @throws UncheckedIOException if the page cannot be written
     */
    public static Path write(RunFolder folder) {
        folder.writeReport(html(folder));
        return folder.report();
    }

    /**
     * The page.
     *
     * @throws RunFolderException if a file of the folder cannot be read
     */
    public static String html(RunFolder folder) {
        RunResults run = RunResults.of(folder);
        RunLog log = RunLog.of(folder.logged());
        Map<String, Object> info = folder.info();
        Html page = new Html();
        page.raw(head(folder.name()));
        page.raw("<header>\n").element("h1", folder.name()).raw("\n");
        page.element("p class=\"quiet\"", line(folder, info)).raw("\n");
        tiles(page, run, log);
        page.raw("</header>\n<main>\n");
        CurveSection.write(page, log);
        FlowSection.write(page, log);
        ScoreSection.write(page, run, log);
        PictureSection.write(page, folder);
        SampleSection.write(page, log);
        Provenance.write(page, info);
        configuration(page, folder);
        return page.raw("</main>\n</body>\n</html>\n").toString();
    }

    /** The beginning of a page, up to and with its {@code <body>}. */
    static String head(String title) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\""
                + " content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
                + "<title>" + Html.escape(title) + " · seq4j</title>\n<style>\n" + style()
                + "</style>\n</head>\n<body>\n";
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(RunReport.class.getResourceAsStream("report.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(RunFolder folder, Map<String, Object> info) {
        Map<String, String> keys = ResolvedKeys.of(folder.resolvedConfig());
        List<String> parts = new ArrayList<>();
        parts.add(keys.getOrDefault("model.type", "").replace('_', ' '));
        if (info.get("started") != null) {
            parts.add("started " + info.get("started"));
        }
        if (info.get("command_line") instanceof List<?> words) {
            parts.add("seq4j "
                    + String.join(" ", words.stream().map(String::valueOf).toList()));
        }
        parts.removeIf(String::isBlank);
        return String.join(" · ", parts);
    }

    private static void tiles(Html page, RunResults run, RunLog log) {
        page.raw("<dl class=\"tiles\">\n");
        Map<String, Object> end = run.end() == null ? Map.of() : run.end();
        tile(page, "state", RunState.of(log).words());
        number(page, "updates", end.get("update"));
        number(page, "epochs", end.get("epoch"));
        if (end.get("seconds") instanceof Number seconds) {
            tile(page, "time", Figures.time(seconds.doubleValue()));
        }
        Map<String, Object> best = run.best();
        if (best != null) {
            number(page, "best after update", best.get("update"));
            RunResults.scores(best)
                    .forEach((metric, score) -> tile(page, metric + " there", Figures.score(metric, score)));
        }
        page.raw("</dl>\n");
    }

    private static void number(Html page, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value instanceof Number number) {
            tile(page, name, Figures.of(number.doubleValue()));
        }
    }

    private static void tile(Html page, String name, String value) {
        page.raw("<div>").element("dt", name).element("dd", value).raw("</div>\n");
    }

    private static void configuration(Html page, RunFolder folder) {
        page.section("configuration", "Configuration");
        page.raw("<details><summary>Every key with its value (config.resolved.yaml)</summary>");
        try {
            page.element("pre", Files.readString(folder.resolvedConfig()));
            page.raw("</details>\n<details><summary>The file as it was given (config.input.yaml)</summary>");
            page.element("pre", Files.readString(folder.inputConfig())).raw("</details>\n");
        } catch (IOException e) {
            throw new RunFolderException("Cannot read the configuration in " + folder.path() + ": " + e + ".", e);
        }
        page.endSection();
    }
}
