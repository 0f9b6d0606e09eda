package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which runs a section {@code sweep} makes, and what it says of mistakes. */
class SweepConfigTest {
    private static final String GRID = """
            sweep:
              keys:
                model.cell: [gru, lstm]
                model.hidden_size: [8, 16, 32]
            """;
    private static final String RANDOM = """
            sweep:
              method: random
              runs: 40
              keys:
                training.optimizer.learning_rate: {min: 1.0e-5, max: 1.0e-1, scale: log}
                model.dropout: {min: 0, max: 0.5}
                model.hidden_size: {min: 4, max: 7}
                model.cell: [gru, lstm]
            """;

    @TempDir
    private Path temp;

    private ConfigFiles files = new ConfigFiles(Path.of(""));

    @BeforeEach
    void write() {
        files = new ConfigFiles(temp)
                .with("grid.yaml", ConfigFiles.LEAST + GRID)
                .with("random.yaml", ConfigFiles.LEAST + RANDOM);
    }

    private List<String> names(String... call) {
        return files.sweep(call[0], List.of(call).subList(1, call.length).toArray(String[]::new)).stream()
                .map(one -> one.config().name())
                .toList();
    }

    @Test
    void takesEveryCombinationOfAGrid() {
        assertThat(names("grid.yaml"))
                .containsExactly(
                        "x-cell_gru-hidden_size_8",
                        "x-cell_gru-hidden_size_16",
                        "x-cell_gru-hidden_size_32",
                        "x-cell_lstm-hidden_size_8",
                        "x-cell_lstm-hidden_size_16",
                        "x-cell_lstm-hidden_size_32");
        assertThat(files.sweep("grid.yaml").get(5).resolvedYaml())
                .contains("cell: lstm", "hidden_size: 32", "run_dir: runs/x-cell_lstm-hidden_size_32")
                .doesNotContain("sweep");
        assertThat(files.load("grid.yaml").config().name()).isEqualTo("x");
    }

    @Test
    void isTheSameAsListsOnTheCommandLine() {
        files.with("plain.yaml", ConfigFiles.LEAST);
        String[] call = {"plain.yaml", "model.cell=gru,lstm", "model.hidden_size=8,16,32"};
        assertThat(names("grid.yaml")).isEqualTo(names(call));
        assertThat(files.sweep("grid.yaml").stream().map(LoadedConfig::config))
                .isEqualTo(files.sweep("plain.yaml", call[1], call[2]).stream()
                        .map(LoadedConfig::config)
                        .toList());
    }

    @Test
    void leavesOutWhatTheCommandLineSets() {
        assertThat(names("grid.yaml", "model.hidden_size=5", "seed=1,2"))
                .containsExactly("x-cell_gru-seed_1", "x-cell_gru-seed_2", "x-cell_lstm-seed_1", "x-cell_lstm-seed_2");
        assertThat(names("grid.yaml", "sweep.keys={seed: [3, 4]}")).containsExactly("x-seed_3", "x-seed_4");
        assertThat(names("grid.yaml", "~sweep")).containsExactly("x");
    }

    @Test
    void drawsWithinTheRanges() {
        List<ExperimentConfig> runs =
                files.sweep("random.yaml").stream().map(LoadedConfig::config).toList();
        double[] rates = runs.stream()
                .mapToDouble(run -> run.training().optimizer().learningRate())
                .toArray();
        assertThat(Arrays.stream(rates)).hasSize(40).allMatch(rate -> rate >= 1e-5 && rate <= 1e-1);
        assertThat(IntStream.range(0, 4)
                        .mapToLong(decade -> IntStream.range(0, 40)
                                .filter(i -> (int) Math.floor(Math.log10(rates[i])) == decade - 5)
                                .count()))
                .as("learning rates of each power of ten")
                .allMatch(count -> count >= 2);
        List<LanguageModelConfig> models =
                runs.stream().map(run -> (LanguageModelConfig) run.model()).toList();
        assertThat(models.stream().map(LanguageModelConfig::hiddenSize)).contains(4, 5, 6, 7);
        assertThat(models.stream().mapToDouble(LanguageModelConfig::dropout))
                .allMatch(rate -> rate >= 0 && rate <= 0.5)
                .anyMatch(rate -> rate < 0.1)
                .anyMatch(rate -> rate > 0.4);
        assertThat(models.stream().map(model -> model.cell().toString().toLowerCase(Locale.ROOT)))
                .contains("gru", "lstm");
    }

    @Test
    void drawsTheSameFromTheSameSeedAndKeepsTheFirstOfMore() {
        List<String> names = names("random.yaml");
        assertThat(names).doesNotHaveDuplicates();
        assertThat(names("random.yaml", "sweep.runs=3")).isEqualTo(names.subList(0, 3));
        assertThat(names("random.yaml", "sweep.runs=3", "sweep.seed=2")).doesNotContainAnyElementsOf(names);
    }

    @Test
    void namesKeysOfOneNameByMoreOfTheirPath() {
        files.with("pairs.yaml", ConfigFiles.LEAST_PAIRS);
        assertThat(names(
                        "pairs.yaml",
                        "sweep.keys={model.encoder.num_layers: [1, 2], model.decoder.num_layers: [1, 2]}"))
                .contains("x-encoder.num_layers_2-decoder.num_layers_1");
    }

    @Test
    void halvesFromRungToRung() {
        files.with("halving.yaml", ConfigFiles.LEAST + GRID + "  successive_halving: {first_rung: 2e, eta: 2}\n");
        Sweep sweep = ConfigLoader.sweep(
                temp.resolve("halving.yaml"), List.of("training.max_duration=10e", "data.split.dev=0.1"));
        assertThat(sweep.rungs().stream().map(Duration::toString)).containsExactly("2e", "4e", "8e");
        assertThat(IntStream.range(0, 3).map(sweep::survivors)).containsExactly(3, 1, 1);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            {}                            => sweep.keys: missing; expected a mapping of dotted keys to lists of values or ranges
            {key: {seed: [1]}}            => sweep.key: unknown key; did you mean keys?
            {keys: {sed: [1]}}            => sweep.keys.sed: unknown key; did you mean seed?
            {keys: {name: [a, b]}}        => sweep.keys.name: cannot be varied; remove the key
            {keys: {seed: 1}}             => sweep.keys.seed: expected a list of values, or a range such as {min: 1, max: 9}, found 1
            {keys: {seed: []}}            => sweep.keys.seed: expected a list of values, or a range such as {min: 1, max: 9}, found an empty list
            {keys: {seed: {min: 1, max: 9}}} => sweep.keys.seed: a range needs sweep.method: random; expected a list of values
            {method: random, keys: {seed: [1, 2]}} => sweep.runs: missing; expected a whole number from 1 to 1000
            {method: random, runs: 3, keys: {seed: [1, 2]}} => sweep.runs: found no more than 2 different combinations of these values, expected 3; ask for fewer runs, or for sweep.method: grid
            {method: random, runs: 3, keys: {seed: {min: 9, max: 1}}} => sweep.keys.seed: expected min below max, found 9 and 1
            {method: random, runs: 3, keys: {seed: {min: 0, max: 1, scale: log}}} => sweep.keys.seed: scale: log needs min above 0, found 0
            {method: random, runs: 3, keys: {seed: {min: 0, max: 1, scale: lin}}} => sweep.keys.seed.scale: expected one of linear, log, found lin
            {method: random, runs: 3, keys: {seed: {min: 0.5, max: 1}}} => sweep.keys.seed.min: expected a whole number, found 0.5
            {method: random, runs: 3, keys: {seed: {min: 0}}} => sweep.keys.seed.max: missing; expected a whole number
            {method: random, runs: 3, keys: {seed: {min: 0, max: 4, step: 2}}} => sweep.keys.seed.step: unknown key; expected one of min, max, scale
            {method: random, runs: 3, keys: {model.cell: {min: 0, max: 4}}} => sweep.keys.model.cell: a range needs a key that holds a number; expected a list of values
            {runs: 3, keys: {seed: [1, 2]}} => sweep.runs: only with method: random, which is grid here; remove the key
            {keys: {model.cell: [gru, lsmt]}} => model.cell: expected one of rnn, rnn_relu, lstm, peephole_lstm, gru, gru_reset_after, found lsmt; did you mean lstm?
            {keys: {seed: [1, 2]}, successive_halving: {}} => sweep.successive_halving.first_rung: missing; expected a duration such as 40e (epochs), 500u or 100Ku (updates), 90s, 30m or 2h
            {keys: {seed: [1, 2]}, successive_halving: {first_rung: 5e}} => sweep.successive_halving.first_rung: expected less than training.max_duration (5e) in the same unit, found 5e
            {keys: {seed: [1, 2]}, successive_halving: {first_rung: 100u}} => sweep.successive_halving.first_rung: expected less than training.max_duration (5e) in the same unit, found 100u
            {keys: {seed: [1, 2]}, successive_halving: {first_rung: 1m}} => sweep.successive_halving.first_rung: expected epochs or updates, because a run must not depend on the speed of the machine, found 1m
            {keys: {training.validate_every: [1e, 2e]}, successive_halving: {first_rung: 1e}} => sweep.successive_halving.first_rung: the runs are compared by their validations; expected a multiple of training.validate_every (2e), found 1e
            {keys: {training.max_duration: [5e, 6e]}, successive_halving: {first_rung: 1e}} => sweep.successive_halving.first_rung: needs the same training.max_duration for all runs, found 5e and 6e
            {keys: {data.split.dev: [0, 0.1]}, successive_halving: {first_rung: 1e}} => sweep.successive_halving.first_rung: the runs are compared on a development set, and there is none; expected data.dev, data.split.dev or a data set that has one
            """)
    void saysWhatIsWrongAndWhere(String section, String fault) {
        String yaml =
                ConfigFiles.LEAST.replace("a.txt", "a.txt, split: {dev: 0.1}").replace("1e", "5e");
        files.with("wrong.yaml", yaml + "sweep: " + section + "\n");
        assertThatThrownBy(() -> files.sweep("wrong.yaml"))
                .isInstanceOf(ConfigException.class)
                .message()
                .startsWith(temp.resolve("wrong.yaml") + ":6:")
                .endsWith(": " + fault);
    }

    @Test
    void refusesAListOfSectionsOnTheCommandLine() {
        assertThatThrownBy(() -> files.sweep("grid.yaml", "sweep.method=grid,random"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sweep.method=grid,random")
                .hasMessageContaining("expected one value, found a list");
    }
}
