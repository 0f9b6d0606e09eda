package org.seq4j.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {
    private static final float[] FOUR = logs(0.15, 0.5, 0.05, 0.3);

    @Test
    void greedyTakesTheMostProbableAndAmongEqualsTheLowestId() {
        assertThat(Sampler.GREEDY.choose(FOUR, 0, 4, 1, 1)).isEqualTo(1);
        assertThat(Sampler.GREEDY.choose(logs(0.2, 0.4, 0.4), 0, 3, 1, 1)).isEqualTo(1);
        assertThat(new Sampler(1, 1, 1).choose(logs(0.2, 0.4, 0.4), 0, 3, 5, 7)).isEqualTo(1);
    }

    @Test
    void itLooksAtItsOwnRowOnly() {
        float[] rows = logs(0.9, 0.1, 0.2, 0.8, 0.7, 0.3);
        assertThat(Sampler.GREEDY.choose(rows, 2, 2, 0, 0)).isEqualTo(1);
        assertThat(drawn(new Sampler(1, 0, 0.75), rows, 2, 2)).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({"1", "0.5", "2"})
    void frequenciesAreThoseOfTheTemperedDistribution(double temperature) {
        double[] expected = new double[4];
        double total = 0;
        for (int i = 0; i < 4; i++) {
            expected[i] = Math.exp(FOUR[i] / temperature);
            total += expected[i];
        }
        int draws = 40_000;
        int[] counts = new int[4];
        for (int n = 0; n < draws; n++) {
            counts[new Sampler(temperature, 0, 1).choose(FOUR, 0, 4, 42, n)]++;
        }
        for (int i = 0; i < 4; i++) {
            assertThat(counts[i] / (double) draws).isCloseTo(expected[i] / total, within(0.01));
        }
    }

    @Test
    void topKKeepsTheMostProbableAndAmongEqualsTheLowestIds() {
        assertThat(drawn(new Sampler(1, 2, 1), FOUR)).containsExactly(1, 3);
        assertThat(drawn(new Sampler(1, 3, 1), FOUR)).containsExactly(0, 1, 3);
        assertThat(drawn(new Sampler(1, 99, 1), FOUR)).containsExactly(0, 1, 2, 3);
        assertThat(drawn(new Sampler(1, 2, 1), logs(0.25, 0.25, 0.25, 0.25))).containsExactly(0, 1);
    }

    @Test
    void topPKeepsTheFewestThatReachIt() {
        assertThat(drawn(new Sampler(1, 0, 0.49), FOUR)).containsExactly(1);
        assertThat(drawn(new Sampler(1, 0, 0.51), FOUR)).containsExactly(1, 3);
        assertThat(drawn(new Sampler(1, 0, 0.79), FOUR)).containsExactly(1, 3);
        assertThat(drawn(new Sampler(1, 0, 0.81), FOUR)).containsExactly(0, 1, 3);
        assertThat(drawn(new Sampler(1, 0, 1e-9), FOUR)).containsExactly(1);
    }

    @Test
    void theNucleusIsTakenOfWhatTopKLeft() {
        assertThat(drawn(new Sampler(1, 2, 0.6), FOUR)).containsExactly(1); // 0.5 of 0.8 is 0.625
        assertThat(drawn(new Sampler(1, 2, 0.65), FOUR)).containsExactly(1, 3);
    }

    @Test
    void theTemperatureActsBeforeTheCuts() {
        assertThat(drawn(new Sampler(0.1, 0, 0.9), FOUR)).containsExactly(1);
        assertThat(drawn(new Sampler(10, 0, 0.9), FOUR)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void itAgreesWithAPlainImplementationOnManyDistributions() {
        Random random = new Random(3);
        for (int n = 0; n < 3000; n++) {
            int size = 1 + random.nextInt(60);
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] = random.nextInt(5) == 0 ? -1 : (float) (4 * random.nextGaussian());
            }
            Sampler sampler = new Sampler(
                    0.2 + 2 * random.nextDouble(), random.nextInt(3) * random.nextInt(20), 1 - random.nextDouble());
            assertThat(sampler.choose(values, 0, size, n, 17))
                    .as("%s %s", n, sampler)
                    .isEqualTo(plain(sampler, values, Sampler.uniform(n, 17)));
        }
    }

    @Test
    void anExtremeTemperatureGivesNoNonsense() {
        assertThat(drawn(new Sampler(1e-300, 0, 1), FOUR)).containsExactly(1);
        assertThat(drawn(new Sampler(1e300, 0, 1), FOUR)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void excludedTokensAreNeverChosen() {
        float[] values = logs(0, 0.5, 0, 0.5);
        for (Sampler sampler :
                List.of(new Sampler(1, 0, 1), new Sampler(1, 3, 1), new Sampler(5, 0, 0.999), Sampler.GREEDY)) {
            assertThat(drawn(sampler, values)).isSubsetOf(1, 3);
        }
        assertThatThrownBy(() -> Sampler.GREEDY.choose(logs(0, 0), 0, 2, 0, 0))
                .hasMessageContaining("all are excluded");
        assertThatThrownBy(() -> Sampler.GREEDY.choose(new float[] {0, Float.NaN}, 0, 2, 0, 0))
                .hasMessageContaining("found NaN for token 1");
    }

    @Test
    void aDrawDependsOnSeedAndPositionAlone() {
        Sampler sampler = new Sampler(1, 0, 1);
        int[] first = new int[200];
        for (int n = 0; n < first.length; n++) {
            first[n] = sampler.choose(FOUR, 0, 4, 5, n);
        }
        for (int n = first.length - 1; n >= 0; n--) {
            assertThat(sampler.choose(FOUR, 0, 4, 5, n)).isEqualTo(first[n]);
        }
        int differences = 0;
        for (int n = 0; n < first.length; n++) {
            differences += sampler.choose(FOUR, 0, 4, 6, n) == first[n] ? 0 : 1;
        }
        assertThat(differences).isGreaterThan(80);
    }

    @Test
    void valuesOutOfRangeEndInASentence() {
        assertThatThrownBy(() -> new Sampler(-0.1, 0, 1))
                .hasMessageContaining("temperature")
                .hasMessageContaining("-0.1");
        assertThatThrownBy(() -> new Sampler(Double.NaN, 0, 1)).hasMessageContaining("temperature");
        assertThatThrownBy(() -> new Sampler(Double.POSITIVE_INFINITY, 0, 1)).hasMessageContaining("temperature");
        assertThatThrownBy(() -> new Sampler(1, -1, 1))
                .hasMessageContaining("top_k")
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> new Sampler(1, 0, 0))
                .hasMessageContaining("top_p")
                .hasMessageContaining("0.0");
        assertThatThrownBy(() -> new Sampler(1, 0, 1.1)).hasMessageContaining("top_p");
        assertThatThrownBy(() -> new Sampler(1, 0, Double.NaN)).hasMessageContaining("top_p");
    }

    private static Set<Integer> drawn(Sampler sampler, float[] values) {
        return drawn(sampler, values, 0, values.length);
    }

    private static Set<Integer> drawn(Sampler sampler, float[] values, int from, int size) {
        Set<Integer> drawn = new TreeSet<>();
        for (int n = 0; n < 500; n++) {
            drawn.add(sampler.choose(values, from, size, 11, n));
        }
        return drawn;
    }

    /** Sort, cut, draw, without a shortcut. */
    private static int plain(Sampler sampler, float[] values, double uniform) {
        List<Integer> ids = new ArrayList<>();
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            ids.add(i);
            highest = Math.max(highest, values[i]);
        }
        double[] weights = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            weights[i] = Math.exp((values[i] - highest) / sampler.temperature());
        }
        boolean cut = sampler.topK() > 0 || sampler.topP() < 1;
        if (cut) {
            ids.sort(Comparator.comparingDouble((Integer id) -> -weights[id]).thenComparing(id -> id));
        }
        if (sampler.topK() > 0) {
            ids = ids.subList(0, Math.min(sampler.topK(), ids.size()));
        }
        double mass = ids.stream().mapToDouble(id -> weights[id]).sum();
        List<Integer> nucleus = new ArrayList<>();
        double sum = 0;
        for (int id : ids) {
            if (sum < sampler.topP() * mass || nucleus.isEmpty()) {
                nucleus.add(id);
                sum += weights[id];
            }
        }
        if (!cut) {
            nucleus = ids;
        }
        double left = uniform * nucleus.stream().mapToDouble(id -> weights[id]).sum();
        for (int id : nucleus) {
            left -= weights[id];
            if (left < 0) {
                return id;
            }
        }
        return nucleus.get(nucleus.size() - 1);
    }

    private static float[] logs(double... probabilities) {
        float[] logs = new float[probabilities.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) Math.log(probabilities[i]);
        }
        return logs;
    }
}
