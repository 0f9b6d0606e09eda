package org.seq4j.models.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearChainCrfTest {
    private static final List<String> NAMES = List.of("O", "B-a", "I-a", "B-b", "I-b");
    private static final int L = NAMES.size();

    private static double[] normal(SplittableRandom random, int n, double scale) {
        return random.doubles(n).map(u -> scale * (2 * u - 1)).toArray();
    }

    private static LinearChainCrf random(SplittableRandom random, double scale, LabelTransitions allowed) {
        return new LinearChainCrf(
                normal(random, L * L, scale), normal(random, L, scale), normal(random, L, scale), allowed);
    }

    /** All label sequences of a length. */
    private static List<int[]> sequences(int length) {
        List<int[]> all = new ArrayList<>();
        int count = (int) Math.pow(L, length);
        for (int code = 0; code < count; code++) {
            int[] one = new int[length];
            int rest = code;
            for (int t = 0; t < length; t++) {
                one[t] = rest % L;
                rest /= L;
            }
            all.add(one);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 60, 300})
    void partitionMarginalsAndBestPathAreThoseOfAllSequences(double scale) {
        SplittableRandom random = new SplittableRandom(1);
        for (LabelTransitions allowed : List.of(LabelTransitions.all(L), LabelTransitions.bio(NAMES))) {
            for (int length = 1; length <= 5; length++) {
                LinearChainCrf crf = random(random, scale, allowed);
                double[] emissions = normal(random, length * L, scale);
                double best = Double.NEGATIVE_INFINITY;
                int[] path = {};
                for (int[] one : sequences(length)) {
                    if (crf.score(emissions, one) > best) {
                        best = crf.score(emissions, one);
                        path = one;
                    }
                }
                double sum = 0;
                double[] marginals = new double[length * L];
                for (int[] one : sequences(length)) {
                    double weight = Math.exp(crf.score(emissions, one) - best);
                    sum += weight;
                    for (int t = 0; t < length; t++) {
                        marginals[t * L + one[t]] += weight;
                    }
                }
                assertThat(crf.logPartition(emissions, length)).isCloseTo(best + Math.log(sum), within(1e-10 * scale));
                double[] found = crf.marginals(emissions, length);
                for (int i = 0; i < found.length; i++) {
                    assertThat(found[i]).isCloseTo(marginals[i] / sum, within(1e-10));
                }
                Viterbi viterbi = Viterbi.best(crf, emissions, length);
                assertThat(viterbi.labels()).isEqualTo(path);
                assertThat(viterbi.score()).isCloseTo(best, within(1e-9));
            }
        }
    }

    @Test
    void gradientsAreThoseOfFiniteDifferences() {
        SplittableRandom random = new SplittableRandom(2);
        for (LabelTransitions allowed : List.of(LabelTransitions.all(L), LabelTransitions.bio(NAMES))) {
            double[] transitions = normal(random, L * L, 1);
            double[] start = normal(random, L, 1);
            double[] end = normal(random, L, 1);
            int[][] labels = {{1, 2, 0, 3}, {0}, {3, 4, 4, 1, 2, 0, 0}};
            double[][] emissions = new double[labels.length][];
            double[][] gradients = new double[labels.length][];
            CrfLoss sums = new CrfLoss(new LinearChainCrf(transitions, start, end, allowed));
            for (int i = 0; i < labels.length; i++) {
                emissions[i] = normal(random, labels[i].length * L, 2);
                gradients[i] = new double[labels[i].length * L];
                sums.add(emissions[i], labels[i], gradients[i]);
            }
            check(transitions, sums.transitionGradient(), transitions, start, end, emissions, labels, allowed);
            check(start, sums.startGradient(), transitions, start, end, emissions, labels, allowed);
            check(end, sums.endGradient(), transitions, start, end, emissions, labels, allowed);
            for (int i = 0; i < labels.length; i++) {
                check(emissions[i], gradients[i], transitions, start, end, emissions, labels, allowed);
            }
            assertThat(sums.loss()).isCloseTo(loss(transitions, start, end, emissions, labels, allowed), within(1e-12));
        }
    }

    private static void check(
            double[] values,
            double[] gradient,
            double[] transitions,
            double[] start,
            double[] end,
            double[][] emissions,
            int[][] labels,
            LabelTransitions allowed) {
        double step = 1e-5;
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            values[i] = value + step;
            double up = loss(transitions, start, end, emissions, labels, allowed);
            values[i] = value - step;
            double down = loss(transitions, start, end, emissions, labels, allowed);
            values[i] = value;
            assertThat(gradient[i]).isCloseTo((up - down) / (2 * step), within(1e-8));
        }
    }

    private static double loss(
            double[] transitions,
            double[] start,
            double[] end,
            double[][] emissions,
            int[][] labels,
            LabelTransitions allowed) {
        CrfLoss sums = new CrfLoss(new LinearChainCrf(transitions, start, end, allowed));
        for (int i = 0; i < labels.length; i++) {
            sums.add(emissions[i], labels[i]);
        }
        return sums.loss();
    }

    @Test
    void whatBioForbidsHasNoProbability() {
        SplittableRandom random = new SplittableRandom(3);
        LinearChainCrf crf = random(random, 1, LabelTransitions.bio(NAMES));
        double[] emissions = new double[4 * L];
        for (int t = 0; t < 4; t++) {
            emissions[t * L + 2] = 50; // the model is sure of I-a everywhere
        }
        assertThat(crf.marginals(emissions, 4)[2]).isZero();
        assertThat(Viterbi.best(crf, emissions, 4).labels()).containsExactly(1, 2, 2, 2);
        assertThat(LabelTransitions.bio(NAMES).firstFault(new int[] {1, 2, 4, 0}))
                .isEqualTo(2);
        assertThat(LabelTransitions.bio(NAMES).firstFault(new int[] {2})).isZero();
        assertThat(LabelTransitions.bio(NAMES).firstFault(new int[] {1, 2, 3, 4}))
                .isEqualTo(-1);
        assertThatThrownBy(() -> new CrfLoss(crf).add(emissions, new int[] {0, 2, 0, 0}))
                .hasMessageContaining("not allowed to follow each other: [0, 2, 0, 0]");
    }

    /** Far above all others at each step is a label that the rules forbid there. */
    @Test
    void whatIsForbiddenTakesNoPrecisionFromTheRest() {
        SplittableRandom random = new SplittableRandom(5);
        LinearChainCrf crf = random(random, 1, LabelTransitions.bio(NAMES));
        double[] emissions = normal(random, 4 * L, 2);
        emissions[2] = 2000; // I-a cannot begin
        emissions[L + 4] = 40; // I-b could follow B-b alone,
        emissions[3] = -60; // which is bad
        double sum = 0;
        double[] marginals = new double[4 * L];
        for (int[] one : sequences(4)) {
            double weight = Math.exp(crf.score(emissions, one));
            sum += weight;
            for (int t = 0; t < 4; t++) {
                marginals[t * L + one[t]] += weight;
            }
        }
        assertThat(crf.logPartition(emissions, 4)).isCloseTo(Math.log(sum), within(1e-12));
        double[] found = crf.marginals(emissions, 4);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(marginals[i] / sum, within(1e-12));
        }
        assertThat(found[3]).isBetween(1e-12, 1e-3); // and not 0
    }

    @Test
    void faultsAreSentences() {
        assertThatThrownBy(() -> LabelTransitions.bio(List.of("O", "S-a")))
                .hasMessageContaining("labels of the scheme BIO (O, B-type, I-type), found \"S-a\"");
        LinearChainCrf crf = random(new SplittableRandom(4), 1, LabelTransitions.all(L));
        assertThatThrownBy(() -> crf.logPartition(new double[] {0, 0, Double.NaN, 0, 0}, 1))
                .hasMessageContaining("found NaN at step 0");
        assertThatThrownBy(() -> crf.logPartition(new double[7], 2)).hasMessageContaining("emissions of 2 steps");
        assertThatThrownBy(
                        () -> new LinearChainCrf(new double[3], new double[L], new double[L], LabelTransitions.all(L)))
                .hasMessageContaining("expected 25 transition scores");
    }
}
