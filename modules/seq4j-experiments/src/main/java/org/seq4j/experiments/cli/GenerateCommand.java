package org.seq4j.experiments.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.training.TrainedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code generate}: text from a trained model. */
@Command(
        name = "generate",
        description =
                "Writes text with a trained model. What is not given on the command line is taken from the experiment's"
                        + " section generation.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run folder.")
    private Path run = Path.of("");

    @Option(names = "--prompt", paramLabel = "TEXT", defaultValue = "", description = "How the text begins.")
    private String prompt = "";

    @Option(names = "--length", paramLabel = "N", description = "Greatest number of tokens to add.")
    private @Nullable Integer length;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "Divides the logits: below 1 more of the probable, above 1 more of everything.")
    private @Nullable Double temperature;

    @Option(names = "--top-k", paramLabel = "K", description = "Draw from the K most probable tokens only; 0: all.")
    private @Nullable Integer topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            description = "Draw from the most probable tokens that together reach probability P; 1: all.")
    private @Nullable Double topP;

    @Option(names = "--greedy", description = "Always take the most probable token.")
    private boolean greedy;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the draws (default: the experiment's seed).")
    private @Nullable Long seed;

    @Option(names = "--count", paramLabel = "N", defaultValue = "1", description = "How many texts.")
    private int count = 1;

    @Mixin
    private CheckpointOption checkpoint = new CheckpointOption();

    @Override
    public Integer call() {
        PrintStream out = Console.out();
        TrainedRun trained = TrainedRun.open(run, checkpoint.which(), List.of());
        TrainedRun.Wishes wishes =
                new TrainedRun.Wishes(prompt, length, greedy ? Double.valueOf(0) : temperature, topK, topP, seed);
        if (count == 1) {
            trained.write(wishes, piece -> {
                out.print(piece);
                out.flush();
            });
            out.println();
        } else {
            List<String> texts = trained.write(wishes, count);
            out.println(String.join(trained.writesLines() ? "\n" : "\n\n", texts));
        }
        return Main.OK;
    }
}
