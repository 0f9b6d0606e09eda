package org.seq4j.experiments.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.ResolvedKeys;
import org.seq4j.experiments.run.RunFolder;

/** A line for each run below a folder: what it trains, where it stands and how good it has become. */
public final class RunList {
    private static final int DEPTH = 3;

    private static final List<String> HEADINGS =
            List.of("run", "model", "state", "updates", "epochs", "time", "best", "after update");

    private RunList() {}

    /**
     * The run folders below a folder, itself included, in the order of their names.
     *
     * @throws UserError if there is no such folder
     */
    public static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserError(
                    "There is no folder " + folder + " to look for runs in; name one that holds run folders.");
        }
        try (Stream<Path> paths = Files.walk(folder, DEPTH)) {
            return paths.filter(RunFolder::exists).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new UserError("Cannot look for runs in " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    /** The table for the terminal; a run that cannot be read has a line that says so. */
    public static List<String> lines(List<Path> runs) {
        TextTable table = new TextTable(HEADINGS);
        runs.forEach(run -> table.add(row(run)));
        return table.lines();
    }

    private static List<String> row(Path path) {
        try {
            return row(path, RunFolder.open(path));
        } catch (UserError e) {
            return List.of(path.toString(), "", "unreadable", "", "", "", "", "");
        }
    }

    private static List<String> row(Path path, RunFolder folder) {
        RunResults run = RunResults.of(folder);
        Map<String, String> keys = ResolvedKeys.of(folder.resolvedConfig());
        Map<String, Object> end = run.end() == null ? Map.of() : run.end();
        List<String> row = new ArrayList<>();
        row.add(path.toString());
        row.add(keys.getOrDefault("model.type", ""));
        row.add(RunState.of(RunLog.of(folder.logged())).words());
        row.add(figure(end.get("update")));
        row.add(figure(end.get("epoch")));
        row.add(end.get("seconds") instanceof Number seconds ? Figures.time(seconds.doubleValue()) : "");
        WatchedScore best = WatchedScore.of(folder, keys, null);
        row.add(best == null ? "" : best.metric() + " " + best.words());
        row.add(best == null ? "" : Figures.of(best.update()));
        return row;
    }

    private static String figure(@Nullable Object value) {
        return value instanceof Number number ? Figures.of(number.doubleValue()) : "";
    }
}
