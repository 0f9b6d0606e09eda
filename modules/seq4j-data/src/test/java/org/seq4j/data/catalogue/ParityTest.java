package org.seq4j.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.data.label.TaggedLayout;
import org.seq4j.data.label.TaggedReader;
import org.seq4j.data.label.TaggedSentence;

class ParityTest {
    @Test
    void labels_tell_whether_the_ones_are_even(@TempDir Path cache) {
        ResolvedDataSet set = Catalogue.standard(cache).resolve("parity", null, false);
        check(set, "train.tsv", 10_000, 1, 20);
        check(set, "dev.tsv", 1_000, 1, 20);
        check(set, "test.tsv", 1_000, 200, 200);
        assertThat(new Parity().generate()).isEqualTo(new Parity().generate());
    }

    private static void check(ResolvedDataSet set, String file, int size, int least, int most) {
        List<TaggedSentence> lines =
                TaggedReader.readAll(TaggedLayout.Lines.tab(), set.files().get(file));
        assertThat(lines).hasSize(size);
        for (TaggedSentence line : lines) {
            long ones = line.tokens().stream().filter("1"::equals).count();
            assertThat(line.labels()).containsExactly(ones % 2 == 0 ? "YES" : "NO");
            assertThat(line.tokens()).isSubsetOf("0", "1");
        }
        assertThat(lines.stream().mapToInt(TaggedSentence::size).min()).hasValue(least);
        assertThat(lines.stream().mapToInt(TaggedSentence::size).max()).hasValue(most);
        long even = lines.stream().filter(line -> line.labels().contains("YES")).count();
        assertThat((double) even / size).isBetween(0.45, 0.55);
    }
}
