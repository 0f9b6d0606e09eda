package org.seq4j.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The problem of a user's own in docs/pointer-networks.md, the longest increasing subsequence, at a tiny size. */
class OwnProblemTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "pointer-networks.md");

    @TempDir
    private Path folder;

    @AfterAll
    static void putBack() {
        CommandLineRun.putBack();
    }

    @Test
    void theExperimentOfThePageLearns() throws IOException {
        String page = Files.readString(PAGE);
        Matcher yaml = Pattern.compile("(?ms)^```yaml\\n(.*?)^```").matcher(page);
        assertThat(yaml.find()).isTrue();
        Path config = Files.writeString(
                folder.resolve("my-lis.yaml"), yaml.group(1).replace(" lis-", " " + folder.resolve("lis-")));
        Random random = new Random(1);
        write("train", 400, random);
        write("dev", 60, random);
        write("test", 60, random);
        String run = folder.resolve("run").toString();
        CommandLineRun trained = CommandLineRun.of(
                "train",
                config.toString(),
                "run_dir=" + run,
                "model.encoder.hidden_size=16",
                "model.decoder.hidden_size=32",
                "data.batching.size=20",
                "training.max_duration=5e",
                "training.optimizer.learning_rate=1e-2",
                "logging.pictures=1");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(folder.resolve("run/pictures/1.svg")).content().contains("position", "value");

        CommandLineRun scores = CommandLineRun.of("evaluate", run, "--split", "test", "--json");
        assertThat(scores.code()).as(scores.err()).isZero();
        Map<String, Object> metrics =
                new JsonMapper().readValue(scores.out(), new TypeReference<Map<String, Object>>() {});
        assertThat((Double) metrics.get("sequence_accuracy")).isGreaterThan(0.4); // by chance: below 0.1

        CommandLineRun predicted =
                CommandLineRun.reading("{\"vectors\": [0.1, 0.3, 0.6, 0.9]}\n.1 .3 .6 .9\n", "predict", run);
        assertThat(predicted.out().lines()).hasSize(2).allMatch(line -> line.matches("1( [2-4])+"));
        assertThat(predicted.out().lines().distinct()).hasSize(1);
    }

    @Test
    void theLineOfThePageIsRight() throws IOException {
        assertThat(Files.readString(PAGE)).contains("{\"vectors\": [0.1, 0.7, 0.4, 0.5], \"target\": [1, 3, 4]}");
        assertThat(longest(new double[] {0.1, 0.7, 0.4, 0.5})).containsExactly(1, 3, 4);
        assertThat(longest(new double[] {2, 1, 3})).containsExactly(1, 3); // not 2, 3: the smaller positions
    }

    private void write(String name, int count, Random random) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            double[] values = random.doubles(3 + random.nextInt(2))
                    .map(value -> Math.rint(value * 1000) / 1000)
                    .toArray();
            lines.append("{\"vectors\": ")
                    .append(Arrays.toString(values))
                    .append(", \"target\": ")
                    .append(longest(values))
                    .append("}\n");
        }
        Files.writeString(folder.resolve("lis-" + name + ".jsonl"), lines);
    }

    /** Tries every subsequence. */
    private static List<Integer> longest(double[] values) {
        List<Integer> best = List.of();
        for (int choice = 1; choice < 1 << values.length; choice++) {
            List<Integer> positions = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                if ((choice >> i & 1) == 1) {
                    positions.add(i + 1);
                }
            }
            if (isRising(values, positions)
                    && (positions.size() > best.size()
                            || positions.size() == best.size() && key(positions).compareTo(key(best)) < 0)) {
                best = positions;
            }
        }
        return best;
    }

    private static boolean isRising(double[] values, List<Integer> positions) {
        for (int i = 1; i < positions.size(); i++) {
            if (values[positions.get(i) - 1] <= values[positions.get(i - 1) - 1]) {
                return false;
            }
        }
        return true;
    }

    private static String key(List<Integer> positions) {
        return positions.stream().map(String::valueOf).collect(Collectors.joining());
    }
}
