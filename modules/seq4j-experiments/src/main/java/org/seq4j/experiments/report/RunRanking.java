package org.seq4j.experiments.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.Duration;
import org.seq4j.experiments.config.ResolvedKeys;
import org.seq4j.experiments.run.RunFolder;

/**
 * Runs that watch one metric, best first, with the keys in which they differ.
 *
 * @param headings of the table
 * @param rows a row a run, the best first; runs without a validation come last
 */
public record RunRanking(List<String> headings, List<List<String>> rows) {
    /** With more keys that differ, the runs are no variants of each other. */
    private static final int MOST_KEYS = 8;

    private static final String NONE = "-";

    /**
     * Ranks runs.
     *
     * @param folders two or more
     * @return null if they watch different metrics, or differ in no key, or in too many for a table
     */
    public static @Nullable RunRanking of(List<RunFolder> folders) {
        return of(folders, folders.stream().map(RunFolder::name).toList());
    }

    /** The same where the runs are called by other names, as many as there are runs. */
    static @Nullable RunRanking of(List<RunFolder> folders, List<String> names) {
        List<Map<String, String>> keys = folders.stream()
                .map(folder -> ResolvedKeys.of(folder.resolvedConfig()))
                .toList();
        List<@Nullable WatchedScore> scores = scores(folders, keys, null);
        List<String> metrics = scores.stream()
                .flatMap(Stream::ofNullable)
                .map(WatchedScore::metric)
                .distinct()
                .toList();
        Map<String, List<String>> differing = RunComparison.differingKeys(folders);
        if (metrics.size() != 1 || differing.isEmpty() || differing.size() > MOST_KEYS) {
            return null;
        }
        List<String> headings = new ArrayList<>(List.of("run"));
        headings.addAll(ResolvedKeys.shortest(differing.keySet()).values());
        headings.addAll(List.of(metrics.get(0), "after update", "state"));
        List<List<String>> rows = order(scores).stream()
                .map(run -> row(names.get(run), folders.get(run), run, differing, scores.get(run)))
                .toList();
        return new RunRanking(headings, rows);
    }

    private static List<String> row(
            String name, RunFolder folder, int run, Map<String, List<String>> differing, @Nullable WatchedScore score) {
        List<String> row = new ArrayList<>(List.of(name));
        differing.values().forEach(values -> row.add(values.get(run)));
        row.add(score == null ? NONE : score.words());
        row.add(score == null ? NONE : Figures.of(score.update()));
        row.add(RunState.of(RunLog.of(folder.logged())).words());
        return row;
    }

    /** The numbers of the runs, best first; of equal ones the first. */
    private static List<Integer> order(List<@Nullable WatchedScore> scores) {
        return IntStream.range(0, scores.size())
                .boxed()
                .sorted(Comparator.comparingDouble(run -> {
                    WatchedScore score = scores.get(run);
                    return score == null ? Double.POSITIVE_INFINITY : score.cost();
                }))
                .toList();
    }

    private static List<@Nullable WatchedScore> scores(
            List<RunFolder> folders, List<Map<String, String>> keys, @Nullable Duration until) {
        List<@Nullable WatchedScore> scores = new ArrayList<>();
        for (int run = 0; run < folders.size(); run++) {
            boolean out = until != null && RunProgress.isDivergedBefore(folders.get(run), until);
            scores.add(out ? null : WatchedScore.of(folders.get(run), keys.get(run), until));
        }
        return scores;
    }

    /**
     * The best runs, by the best value of the metric that they watch.
     *
     * @param runs run folders that watch one metric
     * @param count how many are wanted
     * @param until the length of training up to which validations count
     * @return the best, in the order in which they were given; fewer where others have no validation, or diverged
     * @throws UserError if none has one
     */
    public static List<Path> best(List<Path> runs, int count, Duration until) {
        List<RunFolder> folders = runs.stream().map(RunFolder::open).toList();
        List<Map<String, String>> keys = folders.stream()
                .map(folder -> ResolvedKeys.of(folder.resolvedConfig()))
                .toList();
        List<@Nullable WatchedScore> scores = scores(folders, keys, until);
        if (scores.stream().allMatch(Objects::isNull)) {
            throw new UserError("None of the " + runs.size() + " runs has a validation up to " + until
                    + ", so the best of them cannot be told; their messages above say why.");
        }
        Set<Integer> best = Set.copyOf(order(scores).stream()
                .filter(run -> scores.get(run) != null)
                .limit(count)
                .toList());
        return IntStream.range(0, runs.size())
                .filter(best::contains)
                .mapToObj(runs::get)
                .toList();
    }

    /** The table for the terminal. */
    public List<String> lines() {
        TextTable table = new TextTable(headings);
        rows.forEach(table::add);
        return table.lines();
    }
}
