package org.seq4j.benchmarks.cases;

import java.util.ArrayList;
import java.util.List;
import org.seq4j.data.pointing.PointingTask;

/** Readers, from the file to ids or numbers, and the generators of pointing examples. */
final class ReaderCases {
    private ReaderCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        cases.add(reader("text", Unit.CHARACTERS, 20_000, TextReaders::characters));
        cases.add(reader("lines", Unit.TOKENS, 20_000, TextReaders::lines));
        for (String format : List.of("tsv", "csv", "jsonl", "parallel")) {
            cases.add(reader("pairs/" + format, Unit.TOKENS, 20_000, sizes -> PairReaders.encode(format, sizes)));
        }
        cases.add(reader("pairs/batches", Unit.TOKENS, 20_000, PairReaders::batches));
        for (String format : List.of("columns", "parallel", "lines", "jsonl")) {
            cases.add(
                    reader("sentences/" + format, Unit.TOKENS, 20_000, sizes -> SentenceReaders.encode(format, sizes)));
        }
        for (String format : List.of("ts", "csv", "jsonl", "matlab")) {
            cases.add(reader("series/" + format, Unit.NUMBERS, 2_000, sizes -> SeriesReaders.read(format, sizes)));
        }
        for (String format : List.of("points", "csv", "jsonl")) {
            cases.add(reader("pointing/" + format, Unit.EXAMPLES, 5_000, sizes -> PointingReaders.read(format, sizes)));
        }
        for (PointingTask task : List.of(PointingTask.CONVEX_HULL, PointingTask.DELAUNAY, PointingTask.TSP)) {
            cases.add(Case.of(
                    Group.DATA,
                    "generator/" + task.key(),
                    Unit.EXAMPLES,
                    Parameters.of("points", 20, "batch", 128),
                    sizes -> PointingReaders.generate(task, sizes)));
        }
        return cases;
    }

    private static Case reader(String name, Unit unit, int lines, Setup setup) {
        return Case.of(Group.DATA, name, unit, Parameters.of("lines", lines), setup);
    }
}
