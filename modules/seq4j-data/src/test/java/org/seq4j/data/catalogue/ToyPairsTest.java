package org.seq4j.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToyPairsTest {
    @TempDir
    Path folder;

    private static void check(
            Map<String, List<String>> splits, int values, Map<String, Integer> longest, UnaryOperator<int[]> task) {
        splits.forEach((split, lines) -> {
            Set<Integer> lengths = new HashSet<>();
            Set<Integer> seen = new HashSet<>();
            for (String line : lines) {
                String[] fields = line.split("\t", -1);
                int[] source = numbers(fields[0]);
                assertTrue(fields.length == 2 && Arrays.equals(numbers(fields[1]), task.apply(source)), line);
                lengths.add(source.length);
                Arrays.stream(source).forEach(seen::add);
            }
            assertThat(lengths).hasSize(longest.get(split)).contains(1, longest.get(split));
            assertThat(seen).hasSize(values).contains(0, values - 1);
        });
    }

    private static int[] numbers(String text) {
        return Stream.of(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    private static List<Integer> sizes(Map<String, List<String>> splits) {
        assertThat(splits.keySet()).containsExactly("train", "dev", "test");
        return splits.values().stream().map(List::size).toList();
    }

    @Test
    void copy_and_sort_are_sockeyes() {
        Map<String, Integer> nine = Map.of("train", 9, "dev", 9, "test", 9);
        Map<String, List<String>> copy = ToyPairs.COPY.generate();
        assertThat(sizes(copy)).containsExactly(9_900, 100, 100);
        check(copy, 10, nine, source -> source);
        Map<String, List<String>> sort = ToyPairs.SORT.generate();
        assertThat(sizes(sort)).containsExactly(9_900, 100, 100);
        check(sort, 10, nine, source -> {
            int[] sorted = source.clone();
            Arrays.sort(sorted);
            return sorted;
        });
    }

    @Test
    void reverse_is_joeynmts() {
        Map<String, List<String>> reverse = ToyPairs.REVERSE.generate();
        assertThat(sizes(reverse)).containsExactly(50_000, 1_000, 1_000);
        check(reverse, 50, Map.of("train", 25, "dev", 30, "test", 30), source -> {
            int[] reversed = source.clone();
            for (int i = 0; i < reversed.length; i++) {
                reversed[i] = source[source.length - 1 - i];
            }
            return reversed;
        });
    }

    @Test
    void addition_is_kerass_and_no_question_comes_twice() {
        Map<String, List<String>> addition = ToyPairs.ADDITION.generate();
        assertThat(sizes(addition)).containsExactly(45_000, 2_500, 2_500);
        Set<Set<Integer>> seen = new HashSet<>();
        addition.values().stream().flatMap(List::stream).forEach(line -> {
            String[] fields = line.split("[+\\t]");
            int a = Integer.parseInt(fields[0]);
            int b = Integer.parseInt(fields[1]);
            assertEquals(a + b, Integer.parseInt(fields[2]), line);
            assertTrue(seen.add(Set.of(a, b == a ? -1 : b)), line);
        });
        assertThat(addition.get("train").stream()
                        .collect(Collectors.groupingBy(l -> l.indexOf('+'), Collectors.counting())))
                .containsOnlyKeys(1, 2, 3);
    }

    @Test
    void files_are_found_by_name_and_are_the_same_on_every_java() {
        Catalogue catalogue = Catalogue.standard(folder);
        ResolvedDataSet set = catalogue.resolve("toy-addition", null, false);
        assertThat(set.description())
                .isEqualTo("sums of two numbers of up to 3 digits, none twice: 45000 train, 2500 dev, 2500 test lines");
        assertThat(set.train()).isEqualTo(folder.resolve("toy-addition/v1/train.tsv"));
        assertThat(Sha256.of(set.train()))
                .isEqualTo("515042529ae34e2ebaa7ce03b4defabe8806e81648e516bdb75aaf6846eebab8");
        assertThat(catalogue.list().stream()
                        .filter(DataSet::generated)
                        .map(DataSet::name)
                        .filter(name -> !name.startsWith("pointing-")))
                .containsExactly(
                        "locale-names", "human-dates", "toy-copy", "toy-reverse", "toy-sort", "toy-addition", "parity")
                .allMatch(name -> GeneratedSet.of(name).isPresent());
    }
}
