package org.seq4j.benchmarks.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seq4j.benchmarks.result.CaseResult;
import org.seq4j.benchmarks.result.Comparison;
import org.seq4j.benchmarks.result.Measured;
import org.seq4j.experiments.report.TextTable;

/** A comparison on the terminal. */
public final class Summary {
    private Summary() {}

    /** A line a case, then what failed, a sentence each. */
    public static List<String> lines(Comparison comparison) {
        TextTable table = new TextTable(List.of(
                "case", "unit", "seq4j", "DL4J", "PyTorch", "DL4J/seq4j", "PyTorch/seq4j", "target", "reached"));
        for (CaseResult result : comparison.cases()) {
            Double ratio = result.ratio(result.pytorch());
            Double dl4jRatio = result.ratio(result.dl4j());
            String reached = Stream.of(
                            Figures.reached(result.target(), ratio),
                            Figures.reached(result.dl4jTarget(), dl4jRatio),
                            Figures.kept(result.limit(), result.seq4j().milliseconds()))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.joining(", "));
            table.add(List.of(
                    result.name(),
                    result.unit().label(),
                    Figures.value(result.unit(), result.seq4j()),
                    Figures.value(result.unit(), result.dl4j()),
                    Figures.value(result.unit(), result.pytorch()),
                    Figures.ratio(dl4jRatio),
                    Figures.ratio(ratio),
                    Figures.target(result.target() == null ? result.limit() : result.target()),
                    reached));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.addAll(faults(comparison.cases()));
        if (comparison.withoutPeer() != null) {
            lines.add(comparison.withoutPeer());
        }
        return lines;
    }

    /** What failed: the case and a sentence. */
    static List<String> faults(List<CaseResult> results) {
        return results.stream()
                .flatMap(result -> Stream.<@Nullable Measured>of(result.seq4j(), result.dl4j(), result.pytorch())
                        .filter(measured -> measured != null && measured.fault() != null)
                        .map(measured -> result.name() + ": " + measured.fault()))
                .toList();
    }
}
