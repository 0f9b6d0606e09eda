package org.seq4j.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Walks that choose at random among what is allowed are valid, and all that is valid can be walked. */
class PointerConstraintsTest {
    /** All that a constraint lets a hypothesis of one example be, up to a length. */
    private static List<int[]> all(AllowedTokens allowed, int greatest) {
        List<int[]> found = new ArrayList<>();
        walk(allowed, new int[0], greatest, found);
        return found;
    }

    private static void walk(AllowedTokens allowed, int[] tokens, int greatest, List<int[]> found) {
        int[] next = allowed.after(0, tokens);
        assertThat(next).as("after %s", Arrays.toString(tokens)).isNotEmpty().doesNotHaveDuplicates();
        for (int id : next) {
            if (id == 0) {
                found.add(tokens);
            } else if (tokens.length < greatest) {
                int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
                longer[tokens.length] = id;
                walk(allowed, longer, greatest, found);
            }
        }
    }

    /** All sequences of positions 1..n, up to a length, that pass. */
    private static List<int[]> filtered(int n, int greatest, Predicate<int[]> isValid) {
        List<int[]> found = new ArrayList<>();
        filter(n, new int[0], greatest, isValid, found);
        return found;
    }

    private static void filter(int n, int[] tokens, int greatest, Predicate<int[]> isValid, List<int[]> found) {
        if (isValid.test(tokens)) {
            found.add(tokens);
        }
        for (int id = 1; id <= n && tokens.length < greatest; id++) {
            int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
            longer[tokens.length] = id;
            filter(n, longer, greatest, isValid, found);
        }
    }

    private static void same(List<int[]> found, List<int[]> expected) {
        assertThat(found.stream().map(Arrays::toString))
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(Arrays::toString).toList());
        assertThat(found).isNotEmpty();
    }

    private static boolean isDistinct(int[] tokens) {
        return IntStream.of(tokens).distinct().count() == tokens.length;
    }

    /** The first again at the end, without it distinct. */
    private static boolean isClosed(int[] tokens) {
        int last = tokens.length - 1;
        return last > 0 && tokens[last] == tokens[0] && isDistinct(Arrays.copyOf(tokens, last));
    }

    static boolean isPermutation(int[] tokens, int n) {
        return tokens.length == n && isDistinct(tokens);
    }

    static boolean isTour(int[] tokens, int n) {
        return tokens.length == n + 1 && tokens[0] == 1 && isClosed(tokens);
    }

    private static boolean areTriples(int[] tokens) {
        Set<List<Integer>> seen = new HashSet<>();
        for (int i = 0; i + 3 <= tokens.length; i += 3) {
            if (tokens[i] >= tokens[i + 1]
                    || tokens[i + 1] >= tokens[i + 2]
                    || !seen.add(List.of(tokens[i], tokens[i + 1], tokens[i + 2]))) {
                return false;
            }
        }
        return tokens.length > 0 && tokens.length % 3 == 0;
    }

    @Test
    void distinctPositions() {
        same(all(PointerConstraints.distinct(new int[] {3}, 0, false), 5), filtered(3, 5, t -> isDistinct(t)));
        same(
                all(PointerConstraints.distinct(new int[] {4}, 2, false), 5),
                filtered(4, 5, t -> isDistinct(t) && t.length >= 2));
        same(
                all(PointerConstraints.distinct(new int[] {3}, 2, true), 5),
                filtered(3, 5, t -> isClosed(t) && t.length >= 3));
        same(all(PointerConstraints.distinct(new int[] {2}, 5, false), 5), filtered(2, 5, t -> isPermutation(t, 2)));
    }

    @Test
    void permutations() {
        same(all(PointerConstraints.permutation(new int[] {4}), 6), filtered(4, 6, t -> isPermutation(t, 4)));
    }

    @Test
    void hulls() {
        same(all(PointerConstraints.hull(new int[] {4}), 6), filtered(4, 6, t -> isClosed(t) && t.length >= 4));
        same(all(PointerConstraints.hull(new int[] {2}), 6), filtered(2, 6, t -> isClosed(t) && t.length == 3));
    }

    @Test
    void tours() {
        same(all(PointerConstraints.tour(new int[] {4}), 6), filtered(4, 6, t -> isTour(t, 4)));
        same(all(PointerConstraints.tour(new int[] {1}), 6), List.of(new int[] {1, 1}));
    }

    @Test
    void triples() {
        same(all(PointerConstraints.increasingTriples(new int[] {4}), 12), sequencesOfTriples(4));
        same(all(PointerConstraints.increasingTriples(new int[] {3}), 9), List.of(new int[] {1, 2, 3}));
    }

    /** All orders of some of the triples of n positions; the general filter would try far too many sequences. */
    private static List<int[]> sequencesOfTriples(int n) {
        List<int[]> triples = filtered(n, 3, t -> areTriples(t));
        List<int[]> found = new ArrayList<>();
        for (int[] order : filtered(triples.size(), triples.size(), t -> t.length > 0 && isDistinct(t))) {
            found.add(IntStream.of(order)
                    .flatMap(i -> IntStream.of(triples.get(i - 1)))
                    .toArray());
        }
        return found;
    }

    @Test
    void longWalksNeverEndInADeadEnd() {
        SplittableRandom random = new SplittableRandom(1);
        AllowedTokens allowed = PointerConstraints.increasingTriples(new int[] {7});
        for (int walk = 0; walk < 20; walk++) {
            int[] tokens = {};
            while (true) {
                int[] next = allowed.after(0, tokens);
                assertThat(next).isNotEmpty();
                int[] go = IntStream.of(next).filter(id -> id > 0).toArray();
                if (go.length == 0) {
                    break;
                }
                tokens = Arrays.copyOf(tokens, tokens.length + 1);
                tokens[tokens.length - 1] = go[random.nextInt(go.length)];
            }
            assertThat(tokens).hasSize(3 * 35); // all triples of 7
            assertThat(areTriples(tokens)).isTrue();
        }
    }

    @Test
    void nothingToChooseMeansTheEnd() {
        int[] none = {0};
        assertThat(PointerConstraints.permutation(none).after(0, new int[0])).containsExactly(0);
        assertThat(PointerConstraints.hull(none).after(0, new int[0])).containsExactly(0);
        assertThat(PointerConstraints.tour(none).after(0, new int[0])).containsExactly(0);
        assertThat(PointerConstraints.increasingTriples(new int[] {2}).after(0, new int[0]))
                .containsExactly(0);
    }

    @Test
    void everyExampleHasItsSize() {
        AllowedTokens allowed = PointerConstraints.permutation(new int[] {2, 4});
        assertThat(allowed.after(0, new int[0])).containsExactly(1, 2);
        assertThat(allowed.after(1, new int[] {3})).containsExactly(1, 2, 4);
        assertThatThrownBy(() -> allowed.after(2, new int[0])).hasMessageContaining("sizes of 2 examples");
        assertThatThrownBy(() -> PointerConstraints.hull(new int[] {-1})).hasMessageContaining("found -1");
        assertThatThrownBy(() -> PointerConstraints.distinct(new int[] {3}, -1, false))
                .hasMessageContaining("found -1");
    }
}
