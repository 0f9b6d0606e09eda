package org.seq4j.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.ConfigException;
import org.seq4j.experiments.config.ConfigLoader;
import org.seq4j.experiments.config.ConfigReference;
import org.seq4j.experiments.config.Fault;
import org.seq4j.experiments.config.LoadedConfig;
import org.seq4j.experiments.config.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at experiment files without running them. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Shows and checks experiment files.",
        subcommands = {
            ConfigCommand.Show.class,
            ConfigCommand.Validate.class,
            ConfigCommand.SchemaText.class,
            ConfigCommand.Reference.class
        })
final class ConfigCommand implements Runnable {

    @Override
    public void run() {
        throw new UserError("expected one of show, validate, schema, reference after config; see seq4j config --help");
    }

    /** {@code config show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints the file with everything that it extends, overrides and defaults filled in.")
    static final class Show implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "FILE", description = "The experiment file.")
        private Path file = Path.of("");

        @Parameters(
                index = "1..*",
                paramLabel = "KEY=VALUE",
                description =
                        "Overrides: key.path=value, +key.path=value, ~key.path; a list a,b gives one document each.")
        private List<String> overrides = new ArrayList<>();

        @Override
        public Integer call() {
            List<LoadedConfig> runs = ConfigLoader.sweep(file, overrides).experiments();
            for (int i = 0; i < runs.size(); i++) {
                Console.out().print((i > 0 ? "---\n" : "") + runs.get(i).resolvedYaml());
            }
            return Main.OK;
        }
    }

    /** {@code config validate}. */
    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            description = "Checks files and prints all faults of each.")
    static final class Validate implements Callable<Integer> {

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Experiment files.")
        private List<Path> files = new ArrayList<>();

        @Override
        public Integer call() {
            int faults = 0;
            for (Path file : files) {
                try {
                    ConfigLoader.sweep(file, List.of());
                    Console.out().println(file + ": ok");
                } catch (ConfigException e) {
                    faults += e.faults().size();
                    for (Fault fault : e.faults()) {
                        Console.err().println(fault);
                    }
                }
            }
            if (faults > 0) {
                Console.err().println(faults + (faults == 1 ? " fault" : " faults"));
            }
            return faults == 0 ? Main.OK : Main.USER_ERROR;
        }
    }

    /** {@code config schema}. */
    @Command(
            name = "schema",
            mixinStandardHelpOptions = true,
            description = "Prints the JSON Schema of an experiment file, for editors.")
    static final class SchemaText implements Callable<Integer> {

        @Override
        public Integer call() {
            Console.out().print(ConfigReference.jsonSchema());
            return Main.OK;
        }
    }

    /** {@code config reference}. */
    @Command(
            name = "reference",
            mixinStandardHelpOptions = true,
            description = "Prints every key with its description and default.")
    static final class Reference implements Callable<Integer> {

        @Option(names = "--markdown", description = "As a page with a table, instead of an experiment file.")
        private boolean markdown;

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "MODEL",
                defaultValue = "language_model",
                description =
                        "The model.type of the experiment file: language_model (the default), seq2seq or pointer_network.")
        private String model = "";

        @Override
        public Integer call() {
            if (!ConfigReference.models().contains(model)) {
                throw new UserError("no model.type " + model + Nearest.hint(model, ConfigReference.models()));
            }
            Console.out().print(markdown ? ConfigReference.markdown() : ConfigReference.yaml(model));
            return Main.OK;
        }
    }
}
