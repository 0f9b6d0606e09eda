package org.seq4j.experiments.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.seq4j.experiments.training.Split;
import org.seq4j.experiments.training.TrainedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code evaluate}: the metrics of a trained model. */
@Command(
        name = "evaluate",
        description = "Scores a trained model on one of its experiment's data splits.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run folder.")
    private Path run = Path.of("");

    @Option(
            names = "--split",
            paramLabel = "train|dev|test",
            defaultValue = "dev",
            description = "Which data (default: ${DEFAULT-VALUE}).")
    private Split split = Split.DEV;

    @Option(
            names = "--checkpoint",
            paramLabel = "best|last",
            defaultValue = "best",
            description = "Which state of the model (default: ${DEFAULT-VALUE}; the last where there is no best).")
    private TrainedRun.Which checkpoint = TrainedRun.Which.BEST;

    @Option(names = "--json", description = "Print one JSON object of metric names and numbers.")
    private boolean json;

    @Override
    public Integer call() {
        TrainedRun trained = TrainedRun.open(run, checkpoint);
        Console.err().println("Scoring " + trained.checkpoint() + " on the " + split.key() + " data.");
        print(trained.evaluate(split));
        return Main.OK;
    }

    private void print(Map<String, Double> metrics) {
        if (json) {
            Console.out().println(new JsonMapper().writeValueAsString(metrics));
            return;
        }
        int width = metrics.keySet().stream().mapToInt(String::length).max().orElse(0);
        new TreeMap<>(metrics)
                .forEach((name, value) ->
                        Console.out().println(String.format(Locale.ROOT, "%-" + width + "s  %.4f", name, value)));
    }
}
