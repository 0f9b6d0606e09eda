package org.seq4j.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocaleNamesTest {
    @TempDir
    Path folder;

    @Test
    void tens_of_thousands_of_distinct_names_with_no_name_in_two_splits() {
        Map<String, List<String>> splits = new LocaleNames().generate();
        Set<String> lines = new HashSet<>();
        int total = 0;
        for (List<String> split : splits.values()) {
            lines.addAll(split);
            total += split.size();
        }
        assertThat(total).isGreaterThan(25_000).isEqualTo(lines.size());
        assertThat(splits.keySet()).containsExactly("train", "dev", "test");
        assertThat(splits.get("train").size()).isBetween(total * 77 / 100, total * 83 / 100);
        assertThat(splits.get("dev").size()).isBetween(total * 8 / 100, total * 12 / 100);
        assertThat(names(splits, "train")).hasSizeGreaterThan(15_000);
        assertThat(shared(splits, "train", "dev")).isEmpty();
        assertThat(shared(splits, "train", "test")).isEmpty();
        assertThat(shared(splits, "dev", "test")).isEmpty();
        assertThat(lines)
                .contains("<fr>Allemagne", "<de>Deutschland", "<ru>Германия", "<el>Γερμανία", "<hy>Գերմանիա")
                .allMatch(line -> line.matches("<[a-z]{2}>\\S.*") && line.equals(line.strip()))
                .noneMatch(line -> line.indexOf('\n') >= 0);
    }

    private static Set<String> shared(Map<String, List<String>> splits, String one, String other) {
        Set<String> names = names(splits, one);
        names.retainAll(names(splits, other));
        return names;
    }

    private static Set<String> names(Map<String, List<String>> splits, String split) {
        return splits.get(split).stream()
                .map(line -> line.substring(line.indexOf('>') + 1))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void the_machines_own_locale_changes_nothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.JAPAN);
            Map<String, List<String>> here = new LocaleNames().generate();
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(new LocaleNames().generate()).isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void files_are_generated_once_and_again_when_one_was_changed() throws IOException {
        Catalogue catalogue = Catalogue.standard(folder);
        ResolvedDataSet set = catalogue.resolve("locale-names", null, false);
        assertThat(set.description()).contains("Java " + System.getProperty("java.version"), "40 languages");
        Path train = set.train();
        assertThat(train).exists();
        byte[] content = Files.readAllBytes(train);
        var written = Files.getLastModifiedTime(train);

        assertThat(catalogue.resolve("locale-names", null, false).train()).isEqualTo(train);
        assertThat(Files.getLastModifiedTime(train)).isEqualTo(written);

        Files.writeString(train, "<fr>Atlantide\n");
        assertThat(catalogue.resolve("locale-names", null, false).train()).hasBinaryContent(content);
    }
}
