package org.seq4j.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.benchmarks.cases.Case;
import org.seq4j.benchmarks.cases.Cases;
import org.seq4j.benchmarks.result.CaseResult;
import org.seq4j.benchmarks.result.Comparison;
import org.seq4j.benchmarks.result.Machine;
import org.seq4j.benchmarks.result.Measured;
import org.seq4j.benchmarks.result.Settings;
import org.seq4j.benchmarks.worker.Block;
import org.seq4j.experiments.UserError;

class PerformancePageTest {
    private static final Machine MACHINE = new Machine("Processor 9", "avx2", 2, 4000, "Linux 6 amd64", 0.1);

    @TempDir
    private Path folder;

    /** Blocks of 10 iterations of 20 items; a time for each item. */
    private static Measured measured(Map<String, String> versions, double peak, double... milliseconds) {
        return new Measured(
                versions,
                DoubleStream.of(milliseconds)
                        .mapToObj(ms -> new Block(10, 20, 20 * ms, 1, 30_000_000L, peak))
                        .toList(),
                null);
    }

    private static CaseResult result(String name, Measured ours, @Nullable Measured stock, @Nullable Measured peer) {
        Case one = Cases.named(name);
        return new CaseResult(
                name,
                one.group(),
                one.unit(),
                one.parameters().values(),
                one.target(),
                one.stockTarget(),
                one.limit(),
                ours,
                stock,
                peer);
    }

    private static Comparison comparison(int threads, @Nullable String withoutPeer, CaseResult... results) {
        return new Comparison(
                "2026-05-04T03:02:01Z",
                "abc123",
                MACHINE,
                new Settings(threads, 3, 10, 1, false, Map.of("OMP_WAIT_POLICY", "PASSIVE")),
                withoutPeer,
                List.of(results));
    }

    private static Comparison two() {
        return comparison(
                2,
                null,
                result(
                        "layer/lstm/256x32x64/train",
                        measured(Map.of("seq4j", "1.2"), 100, 10, 40, 20),
                        null,
                        measured(Map.of("pytorch", "2.0"), 200, 11, 20, 24)),
                result(
                        "iteration/char-lm/256x32x64",
                        measured(Map.of(), 300, 10, 10, 10),
                        measured(Map.of(), 900, 70, 80, 200),
                        measured(Map.of(), 200, 14, 10, 12)),
                result("scaling/time/50", measured(Map.of(), 1, 16), null, null),
                result("scaling/time/100", measured(Map.of(), 1, 40), null, null),
                result("data/bpe/tokenize", measured(Map.of(), 1, 0.001), null, null),
                result("start-up/predict", measured(Map.of(), 1, 1600), null, null));
    }

    @Test
    void medians_and_the_median_of_the_ratios() {
        String page = PerformancePage.of(List.of(two()));
        // 20 and 20; ratios 1.1, 0.5 and 1.2, whose median is not the ratio of the medians
        assertThat(page)
                .contains("| `layer/lstm/256x32x64/train` | ms | 20.0 | 3.00 | 20.0 | 1.10 | 1 / 1.2 | yes |")
                .contains("| `iteration/char-lm/256x32x64` | ms | 10.0 | 3.00 | 12.0 | 1.20 | 1.1 / 1.3 | yes |"
                        + " 80.0 | 8.00 | 6 / 15 | yes |")
                .contains("| `iteration/char-lm/256x32x64` | 300 | 200 | 1.50 | 2 / 1.2 | yes |")
                .contains("| `data/bpe/tokenize` | tokens/s | 1,000,000 | 3.00 |")
                .contains("| `start-up/predict` | ms | 1,600 | 3.00 | 2500 / 1500 | yes |");
    }

    /** 2 * 1024^3 operations in 10 ms, 4 * 3072^2 bytes in 1 ms; the layer's floor is 6.44e9 operations at that rate. */
    @Test
    void floors_stand_beside_times_where_the_machine_was_measured() {
        CaseResult product = result("machine/product", measured(Map.of(), 1, 10), null, null);
        CaseResult memory = result("machine/memory", measured(Map.of(), 1, 1), null, null);
        CaseResult layer = result("layer/lstm/256x32x64/train", measured(Map.of(), 1, 45), null, null);
        CaseResult reader = result("data/bpe/learn", measured(Map.of(), 1, 5), null, null);
        assertThat(PerformancePage.of(List.of(comparison(2, null, product, memory, layer, reader))))
                .contains("Products ran at 215 thousand million operations a second, and weights were read at 38")
                .contains("| 1 / 1.2 |  | 30.0 | 1.50 |\n")
                .contains("| `data/bpe/learn` | ms | 5.00 | 3.00 |\n");
        assertThat(PerformancePage.of(List.of(comparison(2, null, product, layer))))
                .doesNotContain("floor");
    }

    @Test
    void growth_is_told_by_the_token() {
        assertThat(PerformancePage.of(List.of(two())))
                .contains("| `scaling/time/50` | 16.0 | 10.0 | +0 % | +15 % | yes |")
                .contains("| `scaling/time/100` | 40.0 | 12.5 | +25 % | +15 % | no |");
    }

    @Test
    void where_and_with_what() {
        String page = PerformancePage.of(List.of(two()));
        assertThat(page)
                .startsWith("# Performance\n")
                .contains(
                        "| 2 | 2026-05-04T03:02:01Z | abc123 | Processor 9, 2 cores (avx2) | 4000 MB | Linux 6 amd64 |"
                                + " 0.10 | 3 of 1.0 s | OMP_WAIT_POLICY PASSIVE | pytorch 2.0, seq4j 1.2 |")
                .contains("## 2 threads\n\n### Recurrent layers\n\n")
                .endsWith("|\n");
    }

    @Test
    void later_files_win_and_threads_stand_apart() {
        CaseResult again = result("data/bpe/tokenize", measured(Map.of(), 1, 0.002), null, null);
        String page = PerformancePage.of(List.of(two(), comparison(1, null, again), comparison(2, null, again)));
        assertThat(page).contains("## 2 threads", "## 1 thread").doesNotContain("1,000,000");
        assertThat(page.split("`data/bpe/tokenize` . tokens/s . 500,000", -1)).hasSize(3);
    }

    @Test
    void without_pytorch_its_column_is_empty() {
        String sentence = "PyTorch was not measured, and its column is empty: there is no program python3.";
        Comparison alone =
                comparison(2, sentence, result("layer/gru/128x32x50/train", measured(Map.of(), 1, 10), null, null));
        assertThat(PerformancePage.of(List.of(alone)))
                .contains(sentence)
                .contains("| `layer/gru/128x32x50/train` | ms | 10.0 | 3.00 |  |  | 1 / 1.2 |  |");
        assertThat(Summary.lines(alone)).last().isEqualTo(sentence);
    }

    @Test
    void faults_are_told() {
        Measured failed = new Measured(Map.of(), List.of(), "PyTorch ended with status 1 before it answered.");
        Comparison one =
                comparison(2, null, result("layer/gru/128x32x50/train", measured(Map.of(), 1, 10), null, failed));
        assertThat(PerformancePage.of(List.of(one)))
                .contains("- layer/gru/128x32x50/train: PyTorch ended with status 1 before it answered.\n");
        assertThat(Summary.lines(one))
                .last()
                .isEqualTo("layer/gru/128x32x50/train: PyTorch ended with status 1 before it answered.");
    }

    @Test
    void the_terminal_shows_the_same_figures() {
        assertThat(Summary.lines(two()).get(2))
                .matches("iteration/char-lm/256x32x64 +ms +10.0 +80.0 +12.0 +8.00 +1.20 +1.1 / 1.3 +yes, yes");
    }

    @Test
    void files_come_back_as_they_were() throws IOException {
        Path file = folder.resolve("a/results.json");
        two().write(file);
        assertThat(Comparison.read(file)).isEqualTo(two());
        assertThat(Files.readString(file)).contains("\"cpu_milliseconds\" : 1.0", "\"dl4j_target\"", "\"with");
        Files.writeString(file, "{\"cases\": 3}");
        assertThatThrownBy(() -> Comparison.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("The file " + file + " does not hold results of compare: ");
        assertThatThrownBy(() -> Comparison.read(folder.resolve("none")))
                .hasMessageContaining("cannot be read: expected a file that compare wrote");
    }
}
