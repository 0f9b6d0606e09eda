package org.seq4j.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.catalogue.Catalogue;
import org.seq4j.data.catalogue.DataSet;
import org.seq4j.data.catalogue.ResolvedDataSet;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The catalogue of data sets. */
@Command(
        name = "data",
        description = "Lists and fetches public data sets.",
        mixinStandardHelpOptions = true,
        subcommands = {DataCommand.Show.class, DataCommand.Fetch.class})
final class DataCommand implements Runnable {

    @Override
    public void run() {
        throw new UserError("expected list or fetch after data; see seq4j data --help");
    }

    /** {@code data list}. */
    @Command(
            name = "list",
            description = "Prints the data sets of the catalogue with size, licence and origin.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {

        @Override
        public Integer call() {
            for (DataSet set : Catalogue.standard().list()) {
                Console.out().println(set.name() + ": " + set.title());
                String size = set.generated() ? "generated on this machine" : size(set.bytes());
                Console.out().println("    " + size + ", format " + set.format() + ", parts " + parts(set));
                Console.out()
                        .println("    licence: " + set.licence().name() + ", "
                                + set.licence().url());
                Console.out().println("    source: " + (set.origin() == null ? set.citation() : set.origin()));
            }
            return Main.OK;
        }

        private static String parts(DataSet set) {
            return set.splits().isEmpty()
                    ? "none"
                    : set.splits().keySet().stream().sorted().collect(Collectors.joining(", "));
        }

        private static String size(long bytes) {
            return bytes < 100_000
                    ? String.format(Locale.ROOT, "%.0f kB", bytes / 1e3)
                    : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
        }
    }

    /** {@code data fetch}. */
    @Command(
            name = "fetch",
            description =
                    "Downloads data sets that are not on this machine yet, checks them, and prints where their files are.",
            mixinStandardHelpOptions = true)
    static final class Fetch implements Callable<Integer> {

        @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of data sets; see seq4j data list.")
        private List<String> names = new ArrayList<>();

        @Option(
                names = "--data-root",
                paramLabel = "FOLDER",
                description = "Folder in which the files are looked for first (default: $SEQ4J_DATA, else data).")
        private @Nullable Path dataRoot;

        @Override
        public Integer call() {
            Catalogue catalogue = Catalogue.standard();
            List<String> known = catalogue.list().stream().map(DataSet::name).toList();
            for (String name : names) {
                if (!known.contains(name)) {
                    throw new UserError("the catalogue has no data set " + name + Nearest.hint(name, known));
                }
            }
            for (String name : names) {
                ResolvedDataSet found = catalogue.resolve(name, root(), true);
                Console.err().println(name + ": " + found.description());
                found.files().values().forEach(Console.out()::println);
            }
            return Main.OK;
        }

        private Path root() {
            if (dataRoot != null) {
                return dataRoot;
            }
            String variable = System.getenv("SEQ4J_DATA");
            return Path.of(variable == null || variable.isEmpty() ? "data" : variable);
        }
    }
}
