package org.seq4j.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.evaluation.sample.Sample;
import org.seq4j.experiments.run.MetricsLog;
import org.seq4j.experiments.run.RunFolder;
import org.xml.sax.InputSource;

class RunReportTest {
    private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

    @TempDir
    private Path temp;

    @Test
    void holdsEverythingThatTheFolderKnows() throws IOException {
        RunFolder run = TestRuns.finished(temp.resolve("one"), "seed: 3\n");
        run.addEvaluation(Map.of("split", "test", "overrides", List.of("beam=9"), "scores", Map.of("bleu", 12.3456)));
        Files.createDirectories(temp.resolve("one/attention"));
        Files.write(temp.resolve("one/attention/1.png"), new byte[] {1, 2, 3});
        Path file = RunReport.write(run);
        assertThat(file).isEqualTo(temp.resolve("one/report.html"));
        String html = Files.readString(file);
        assertThat(html)
                .contains("<dd>finished</dd>", "<dd>1 min 15 s</dd>", "<dd>0.5000</dd>") // tiles
                .contains("<b>Loss</b>", "nats_per_token (dev)") // curves
                .contains("beam=9", "12.35") // scores
                .contains("gut &lt;b&gt;&amp;", "besser") // samples, escaped
                .contains(Base64.getEncoder().encodeToString(new byte[] {1, 2, 3}))
                .contains("alt=\"Attention weights of development example 1\"")
                .contains("data_sha256 · train.tsv", "abc") // provenance
                .contains("model: {type: seq2seq}");
    }

    @Test
    void needsNoNetworkAndNoScript() {
        String html = RunReport.html(TestRuns.finished(temp.resolve("one"), ""));
        assertThat(html)
                .contains("default-src 'none'", "prefers-color-scheme: dark", "width=device-width")
                .doesNotContain("<script", "http://", "https://", "<link", "url(");
    }

    @Test
    void saysInWordsWhatEachChartShows() {
        String html = RunReport.html(TestRuns.finished(temp.resolve("one"), ""));
        assertThat(html)
                .contains("aria-label=\"Loss: training from 2 at updates 50 to 0.6667 at updates 150; validation"
                        + " (nats_per_token) from 0.5 at updates 100 to 0.75 at updates 150\"");
    }

    @Test
    void beginsTheUpdatesAtNought() {
        String html = RunReport.html(TestRuns.finished(temp.resolve("one"), ""));
        assertThat(html)
                .as("the tick of 0 at the left, and the validation of update 100 of 150 at two thirds")
                .contains("<text x=\"52\" y=\"210\" text-anchor=\"middle\">0</text>", "cx=\"276\"");
    }

    @Test
    void drawsChartsThatAreWellFormed() throws Exception {
        String html = RunReport.html(TestRuns.finished(temp.resolve("one"), ""));
        Matcher svg = SVG.matcher(html);
        int charts = 0;
        while (svg.find()) {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg.group())));
            charts++;
        }
        assertThat(charts).isEqualTo(2);
    }

    @Test
    void takesPicturesInTheOrderOfTheirNumbersAndSvgFirst() throws IOException {
        RunFolder run = TestRuns.finished(temp.resolve("one"), "");
        for (String file : List.of("pictures/10.svg", "pictures/2.svg", "pictures/2.png", "confusion/test-tags.svg")) {
            Path picture = temp.resolve("one").resolve(file);
            Files.createDirectories(picture.getParent());
            Files.writeString(picture, file);
        }
        assertThat(RunReport.html(run))
                .containsSubsequence("example 2\"", "example 10\"", "alt=\"Confusions of test data, tags\"")
                .doesNotContain("image/png");
    }

    @Test
    void letsWidePicturesScroll() throws IOException {
        RunFolder run = TestRuns.finished(temp.resolve("one"), "");
        Files.createDirectories(temp.resolve("one/attention"));
        Files.createDirectories(temp.resolve("one/pictures"));
        for (int width : List.of(900, 1200)) {
            byte[] header = ByteBuffer.allocate(24).putInt(16, width).array();
            Files.write(temp.resolve("one/attention/" + width + ".png"), header);
            Files.writeString(
                    temp.resolve("one/pictures/" + width + ".svg"),
                    "<svg role=\"img\" width=\"" + width / 2 + ".5\"/>");
        }
        assertThat(RunReport.html(run).split("<figure class=\"wide\">", -1)).hasSize(3);
    }

    @Test
    void keepsTheColumnsOfSamplesThatAreNarrowEnough() {
        RunFolder run = TestRuns.finished(temp.resolve("one"), "");
        try (MetricsLog log = run.metrics(0)) {
            log.append(Map.of("kind", "validation", "update", 1, "epoch", 1, "samples", List.of("a  b\nc  d")));
            log.append(Map.of("kind", "validation", "update", 2, "epoch", 1, "samples", List.of("long ".repeat(40))));
        }
        assertThat(RunReport.html(run))
                .contains("<pre class=\"columns\" tabindex=\"0\">a  b\nc  d</pre>", "<pre>long long");
    }

    @Test
    void showsSamplesWholeBesideWhatWasExpected() {
        RunFolder run = TestRuns.finished(temp.resolve("one"), "");
        String tags = "B-<x> " + "O ".repeat(100);
        Sample sample = new Sample("play this", tags, "O", false);
        try (MetricsLog log = run.metrics(0)) {
            log.append(Map.of("kind", "validation", "update", 1, "epoch", 1, "samples", List.of(sample)));
        }
        assertThat(RunReport.html(run))
                .contains("<td data-is=\"reference\">B-&lt;x&gt; " + "O ".repeat(100) + "</td>")
                .contains("<td class=\"wrong\">wrong</td>");
    }

    @Test
    void drawsNoErrorOfSeriesBesideTheTrainingLoss() {
        RunFolder run = TestRuns.finished(temp.resolve("one"), "");
        try (MetricsLog log = run.metrics(0)) {
            log.append(Map.of("kind", "train", "update", 5, "loss", 1.0));
            log.append(Map.of("kind", "validation", "update", 5, "epoch", 1, "mae", 120.0));
        }
        assertThat(RunReport.html(run))
                .contains("mae (dev)", "aria-label=\"Loss: ")
                .doesNotContain("validation (mae)");
    }

    @Test
    void canBeWrittenOfARunThatHasJustBegun() {
        RunFolder run = RunFolder.create(temp.resolve("new"), false);
        run.describe("a: 1\n", "a: 1\n", Map.of("seed", 3));
        assertThat(RunReport.html(run)).contains("<dd>not finished</dd>").doesNotContain("<svg");
    }
}
