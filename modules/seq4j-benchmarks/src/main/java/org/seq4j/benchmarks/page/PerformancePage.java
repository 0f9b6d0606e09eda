package org.seq4j.benchmarks.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seq4j.benchmarks.cases.Group;
import org.seq4j.benchmarks.result.CaseResult;
import org.seq4j.benchmarks.result.Comparison;
import org.seq4j.benchmarks.result.Measured;
import org.seq4j.experiments.report.MarkdownTable;

/** The page of the documents that shows comparisons. Those with the same number of threads stand in the same tables; where two hold a case, the later one counts. */
public final class PerformancePage {
    private static final String HEAD = """
            # Performance

            How fast seq4j is beside PyTorch in eager mode and Deeplearning4j's own layers, on a CPU. This page is made from measurements by
            `modules/seq4j-benchmarks/compare page`; nothing here is written by hand.

            ## How to read it

            Each side runs in a process of its own, is warmed up, and then measures blocks of iterations by turns with the others; who does not measure sleeps. Times are
            medians over the blocks. Ratios are medians of the ratios pair by pair, PyTorch's or Deeplearning4j's time over ours: above 1, seq4j is quicker. Targets are
            given as what must be reached and, behind the slash, what is hoped for; *reached* says `no`, `yes` or `stretch`. Memory is the most that a process has had
            resident since its start.

            ## How to repeat it

            ```sh
            python3 -m venv torch && torch/bin/pip install torch numpy   # optional: without it PyTorch's columns stay empty
            modules/seq4j-benchmarks/compare --python torch/bin/python --threads 2 --out two.json
            modules/seq4j-benchmarks/compare --python torch/bin/python --threads 1 --out one.json
            modules/seq4j-benchmarks/compare page two.json one.json --output docs/performance.md
            ```

            Leave the machine alone meanwhile. `--list` names the cases, and `--case 'iteration/*'` chooses among them.

            """;

    private PerformancePage() {}

    /** The page of these comparisons. */
    public static String of(List<Comparison> comparisons) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("## What was measured on\n\n").append(provenance(comparisons));
        Map<Integer, Map<String, CaseResult>> byThreads = new LinkedHashMap<>();
        for (Comparison comparison : comparisons) {
            Map<String, CaseResult> cases =
                    byThreads.computeIfAbsent(comparison.settings().threads(), threads -> new LinkedHashMap<>());
            comparison.cases().forEach(result -> cases.put(result.name(), result));
        }
        byThreads.forEach((threads, cases) -> {
            page.append("## ").append(threads).append(threads == 1 ? " thread\n\n" : " threads\n\n");
            Floors floors = Floors.of(cases.values());
            if (floors != null) {
                page.append(floors.sentence()).append("\n\n");
            }
            for (Group group : Group.values()) {
                List<CaseResult> own = cases.values().stream()
                        .filter(result -> result.group() == group)
                        .toList();
                if (!own.isEmpty()) {
                    page.append("### ").append(group.title()).append("\n\n").append(section(group, own, floors));
                }
            }
        });
        return page.toString().stripTrailing() + "\n";
    }

    private static String section(Group group, List<CaseResult> results, @Nullable Floors floors) {
        StringBuilder section = new StringBuilder();
        section.append(group == Group.SCALING ? Scaling.table(results) : times(results, floors));
        if (group.tellsMemory()) {
            section.append(memory(results));
        }
        List<String> faults = Summary.faults(results);
        faults.forEach(fault -> section.append("- ").append(fault).append('\n'));
        return section.append(faults.isEmpty() ? "" : "\n").toString();
    }

    private static MarkdownTable times(List<CaseResult> results, @Nullable Floors floors) {
        boolean stock = results.stream().anyMatch(result -> result.dl4j() != null);
        boolean peer = results.stream().anyMatch(result -> result.pytorch() != null || result.target() != null);
        boolean limit = results.stream().anyMatch(result -> result.limit() != null);
        List<String> headings = new ArrayList<>(List.of("case", "unit", "seq4j", "MB allocated an iteration"));
        addIf(peer, headings, "PyTorch", "PyTorch / seq4j", "target", "reached");
        addIf(stock, headings, "DL4J", "DL4J / seq4j", "target for DL4J", "reached");
        addIf(limit, headings, "limit", "kept");
        boolean floor = floors != null && results.stream().anyMatch(result -> floors.of(result) != null);
        addIf(floor, headings, "floor", "times the floor");
        MarkdownTable table = new MarkdownTable(headings);
        for (CaseResult result : results) {
            Double bytes = result.seq4j().allocatedBytes();
            List<String> row = new ArrayList<>(List.of(
                    "`" + result.name() + "`",
                    result.unit().label(),
                    Figures.value(result.unit(), result.seq4j()),
                    bytes == null ? "" : Figures.number(bytes / 1e6)));
            Double ratio = result.ratio(result.pytorch());
            addIf(
                    peer,
                    row,
                    Figures.value(result.unit(), result.pytorch()),
                    Figures.ratio(ratio),
                    Figures.target(result.target()),
                    Figures.reached(result.target(), ratio));
            Double stockRatio = result.ratio(result.dl4j());
            addIf(
                    stock,
                    row,
                    Figures.value(result.unit(), result.dl4j()),
                    Figures.ratio(stockRatio),
                    Figures.target(result.dl4jTarget()),
                    Figures.reached(result.dl4jTarget(), stockRatio));
            addIf(
                    limit,
                    row,
                    Figures.target(result.limit()),
                    Figures.kept(result.limit(), result.seq4j().milliseconds()));
            Double least = floors == null ? null : floors.of(result);
            Double ours = result.seq4j().milliseconds();
            addIf(
                    floor,
                    row,
                    least == null ? "" : Figures.number(result.unit().of(least)),
                    least == null || ours == null ? "" : Figures.ratio(ours / least));
            table.add(row);
        }
        return table;
    }

    private static void addIf(boolean wanted, List<String> list, String... cells) {
        if (wanted) {
            list.addAll(List.of(cells));
        }
    }

    private static String memory(List<CaseResult> results) {
        MarkdownTable table = new MarkdownTable(
                List.of("peak memory of", "seq4j MB", "PyTorch MB", "seq4j / PyTorch", "target", "kept"));
        for (CaseResult result : results) {
            Double own = result.seq4j().peakMegabytes();
            Measured peer = result.pytorch();
            Double theirs = peer == null ? null : peer.peakMegabytes();
            Double ratio = own == null || theirs == null ? null : own / theirs;
            table.add(List.of(
                    "`" + result.name() + "`",
                    Figures.number(own),
                    Figures.number(theirs),
                    Figures.ratio(ratio),
                    Figures.target(Group.MEMORY),
                    Figures.kept(Group.MEMORY, ratio)));
        }
        return table.toString();
    }

    private static String provenance(List<Comparison> comparisons) {
        MarkdownTable table =
                new MarkdownTable(Stream.concat(Stream.of("threads"), facts(comparisons.get(0)).keySet().stream())
                        .toList());
        for (Comparison comparison : comparisons) {
            List<String> row = new ArrayList<>(
                    List.of(Integer.toString(comparison.settings().threads())));
            row.addAll(facts(comparison).values());
            table.add(row);
        }
        String sentences = comparisons.stream()
                .map(Comparison::withoutPeer)
                .filter(sentence -> sentence != null)
                .distinct()
                .map(sentence -> sentence + "\n\n")
                .collect(Collectors.joining());
        boolean tiny = comparisons.stream()
                .anyMatch(comparison -> comparison.settings().tiny());
        return table + sentences + (tiny ? "**Sizes were those for trying out: these figures mean nothing.**\n\n" : "");
    }

    private static Map<String, String> facts(Comparison comparison) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", comparison.date());
        facts.put("commit", text(comparison.commit()));
        facts.put(
                "processor",
                comparison.machine().processor() + ", " + comparison.machine().cores() + " cores ("
                        + comparison.machine().features() + ")");
        facts.put("memory", comparison.machine().memoryMegabytes() + " MB");
        facts.put("system", comparison.machine().system());
        facts.put("load before", Figures.ratio(comparison.machine().load()));
        facts.put(
                "pairs",
                comparison.settings().pairs() + " of " + comparison.settings().blockSeconds() + " s");
        facts.put("environment", joined(comparison.settings().environment()));
        Map<String, String> versions = new TreeMap<>();
        comparison.cases().stream()
                .flatMap(result -> Stream.<@Nullable Measured>of(result.seq4j(), result.pytorch()))
                .filter(measured -> measured != null)
                .forEach(measured -> versions.putAll(measured.versions()));
        facts.put("versions", joined(versions));
        return facts;
    }

    private static String joined(Map<String, String> map) {
        return new TreeMap<>(map)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
