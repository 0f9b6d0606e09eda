package org.seq4j.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code run.json} says, as a table. */
final class Provenance {
    private Provenance() {}

    static void write(Html page, Map<String, Object> info) {
        page.section("provenance", "Provenance").raw("<div class=\"long\">");
        page.table("What made these numbers (run.json)", List.of("key", "value"), rows(info));
        page.raw("</div>").endSection();
    }

    /** A row for each value, named by the keys that lead to it. */
    static List<List<String>> rows(Map<String, Object> info) {
        List<List<String>> rows = new ArrayList<>();
        collect("", info, rows);
        return rows;
    }

    private static void collect(String path, Map<?, ?> map, List<List<String>> rows) {
        map.forEach((key, value) -> {
            String name = path.isEmpty() ? String.valueOf(key) : path + " · " + key;
            if (value instanceof Map<?, ?> inner) {
                collect(name, inner, rows);
            } else {
                rows.add(List.of(name, text(value)));
            }
        });
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : String.valueOf(value);
    }
}
