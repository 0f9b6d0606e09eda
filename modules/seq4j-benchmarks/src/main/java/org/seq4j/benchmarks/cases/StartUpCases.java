package org.seq4j.benchmarks.cases;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Calls of the command line, each a process of its own: what a user waits for. The system property {@code seq4j.command} says what is called, by default {@code ./seq4j}. */
final class StartUpCases {
    /** As large as the quick start's. */
    private static final String EXPERIMENT = """
            schema: 1
            name: start-up
            run_dir: %1$s/run
            data:
              format: tsv
              train: %1$s/pairs.tsv
              dev: %1$s/pairs.tsv
              source: {level: char}
              target: {level: char}
            model:
              type: seq2seq
              encoder: {cell: lstm, hidden_size: %2$d, bidirectional: true, embedding_dim: 64}
              bridge: dense
              decoder: {cell: lstm, hidden_size: %3$d, embedding_dim: 32}
              attention: luong_general
            training: {max_duration: 1u, validate_every: 1u}
            decoding: {beam_size: 5, max_length: 12}
            evaluation: {metrics: [perplexity]}
            logging: {samples: 0}
            """;

    private StartUpCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(Group.START_UP, "help", Unit.MILLISECONDS, Parameters.of(), StartUpCases::help),
                Case.of(
                                Group.START_UP,
                                "predict",
                                Unit.MILLISECONDS,
                                Parameters.of("hidden", 64),
                                StartUpCases::predict)
                        .limit(2500, 1500));
    }

    private static Iteration help(Parameters parameters) throws IOException {
        Path folder = Scratch.folder();
        return () -> {
            call(folder, Path.of("/dev/null"), "--help");
            return 1;
        };
    }

    private static Iteration predict(Parameters parameters) throws IOException, InterruptedException {
        int hidden = parameters.number("hidden");
        Path folder = Scratch.folder();
        Files.write(
                folder.resolve("pairs.tsv"),
                Stream.of("3 June 1986\t1986-06-03", "9 May 2001\t2001-05-09").toList());
        Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT.formatted(folder, hidden, 2 * hidden));
        Path line = Files.writeString(folder.resolve("line.txt"), "3 May 1986\n");
        call(folder, line, "train", folder.resolve("experiment.yaml").toString());
        return () -> {
            call(folder, line, "predict", folder.resolve("run").toString());
            return 1;
        };
    }

    /** Calls the command line, which has to end well and to print something. */
    private static void call(Path folder, Path input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("seq4j.command", "./seq4j")));
        command.addAll(List.of(arguments));
        File out = folder.resolve("out.txt").toFile();
        File err = folder.resolve("err.txt").toFile();
        int status = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectOutput(out)
                .redirectError(err)
                .start()
                .waitFor();
        if (status != 0 || out.length() == 0) {
            throw new IllegalStateException("%s ended with status %d: %s"
                    .formatted(
                            String.join(" ", command),
                            status,
                            Files.readString(err.toPath()).strip()));
        }
    }
}
