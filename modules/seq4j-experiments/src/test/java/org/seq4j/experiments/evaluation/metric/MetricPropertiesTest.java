package org.seq4j.experiments.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every metric, whatever the text. */
class MetricPropertiesTest {

    private static final List<String> WORDS =
            List.of("the", "dog", "a", "cat,", "3.5", "sleeps", "(now)", "été", "狗", "🙂", "well-known", "it's", ".");

    static Stream<CorpusMetric> all() {
        return Stream.concat(agreements(), errors());
    }

    static Stream<CorpusMetric> agreements() {
        return Stream.of(
                new Bleu(BleuTokenization.MTEVAL_13A),
                new Bleu(BleuTokenization.CHAR),
                new Bleu(BleuTokenization.NONE),
                Chrf.characters(),
                Chrf.withWords());
    }

    static Stream<CorpusMetric> errors() {
        return Stream.of(ErrorRate.wer(), ErrorRate.cer(), ErrorRate.per(), SequenceMatch.errorRate());
    }

    @ParameterizedTest
    @MethodSource("agreements")
    void agreementWithItselfIs100(CorpusMetric metric) {
        List<String> lines = lines(new SplittableRandom(1), 20, 5);
        assertThat(metric.score(lines, References.single(lines)).value()).isCloseTo(100, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void errorAgainstItselfIsZero(CorpusMetric metric) {
        List<String> lines = lines(new SplittableRandom(1), 20, 0);
        assertThat(metric.score(lines, References.single(lines)).value()).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOrderOfExamplesAndOfReferencesDoesNotMatter(CorpusMetric metric) {
        Corpus corpus = Corpus.draw(2);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < corpus.outputs.size(); i++) {
            order.add((i * 7 + 3) % corpus.outputs.size());
        }
        List<String> outputs = order.stream().map(corpus.outputs::get).toList();
        List<List<String>> references = order.stream()
                .map(i -> {
                    List<String> turned = new ArrayList<>(corpus.references.get(i));
                    Collections.reverse(turned);
                    return turned;
                })
                .map(List::copyOf)
                .toList();
        assertThat(metric.score(outputs, references).value())
                .isCloseTo(metric.score(corpus.outputs, corpus.references).value(), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRepeatedReferenceChangesNothing(CorpusMetric metric) {
        Corpus corpus = Corpus.draw(3);
        List<List<String>> twice = corpus.references.stream()
                .map(r -> Stream.concat(r.stream(), r.stream()).toList())
                .toList();
        assertThat(metric.score(corpus.outputs, twice).value())
                .isEqualTo(metric.score(corpus.outputs, corpus.references).value());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCorpusTwiceOverScoresTheSame(CorpusMetric metric) {
        Corpus corpus = Corpus.draw(4);
        List<String> outputs =
                Stream.concat(corpus.outputs.stream(), corpus.outputs.stream()).toList();
        List<List<String>> references = Stream.concat(corpus.references.stream(), corpus.references.stream())
                .toList();
        assertThat(metric.score(outputs, references).value())
                .isCloseTo(metric.score(corpus.outputs, corpus.references).value(), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("agreements")
    void liesBetween0And100AndFallsWithDamage(CorpusMetric metric) {
        List<String> lines = lines(new SplittableRandom(5), 30, 8);
        double last = 101;
        for (int damage = 0; damage <= 8; damage += 2) {
            int every = damage;
            List<String> outputs = lines.stream().map(l -> damaged(l, every)).toList();
            double value = metric.score(outputs, References.single(lines)).value();
            assertThat(value).isBetween(0.0, Math.min(100.0 + 1e-9, last - 1e-3));
            last = value;
        }
    }

    @ParameterizedTest
    @MethodSource("errors")
    void aFurtherReferenceNeverAddsEdits(CorpusMetric metric) {
        Corpus corpus = Corpus.draw(6);
        List<List<String>> first =
                corpus.references.stream().map(r -> r.subList(0, 1)).toList();
        assertThat(edits(metric.score(corpus.outputs, corpus.references)))
                .isLessThanOrEqualTo(edits(metric.score(corpus.outputs, first)));
        List<List<String>> withOutput = new ArrayList<>();
        for (int i = 0; i < corpus.outputs.size(); i++) {
            withOutput.add(List.of(corpus.references.get(i).get(0), corpus.outputs.get(i)));
        }
        assertThat(metric.score(corpus.outputs, withOutput).value()).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatCannotBeScoredIsRefusedInASentence(CorpusMetric metric) {
        assertThatThrownBy(() -> metric.score(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A corpus score needs at least one output, but there is none.");
        assertThatThrownBy(() -> metric.score(List.of("a", "b"), References.single(List.of("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Every output needs its references, but there are 2 outputs and references for 1.");
        assertThatThrownBy(() -> metric.score(List.of("a", "b"), List.of(List.of("a"), List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Every output needs at least one reference, but output 2 has none.");
    }

    @Test
    void aScorePrintsAsOneLine() {
        List<String> line = List.of("The dog sleeps now.");
        assertThat(new Bleu(BleuTokenization.MTEVAL_13A).score(line, References.single(line)))
                .hasToString("BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp = 100.00"
                        + " 100.0/100.0/100.0/100.0 (BP = 1.000 ratio = 1.000 hyp_len = 5 ref_len = 5)");
        assertThat(Chrf.withWords().score(line, List.of(List.of("The dog sleeps now.", "x"))))
                .hasToString("chrF2++|nrefs:2|case:mixed|eff:yes|nc:6|nw:2|space:no = 100.00");
    }

    private static long edits(CorpusScore score) {
        return Long.parseLong(score.details().replaceAll("\\D+(\\d+).*", "$1"));
    }

    /** Every word whose place leaves a remainder below {@code damage} of 10 is replaced. */
    private static String damaged(String line, int damage) {
        String[] words = line.split(" ");
        for (int i = 0; i < words.length; i++) {
            if (i * 3 % 10 < damage) {
                words[i] = "ψ" + i;
            }
        }
        return String.join(" ", words);
    }

    private static List<String> lines(SplittableRandom random, int count, int shortest) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> words = new ArrayList<>();
            for (int n = random.nextInt(shortest, shortest + 12); n >= 0; n--) {
                words.add(WORDS.get(random.nextInt(WORDS.size())));
            }
            lines.add(String.join(" ", words));
        }
        return lines;
    }

    private record Corpus(List<String> outputs, List<List<String>> references) {
        static Corpus draw(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> lines = lines(random, 40, 4);
            List<String> outputs =
                    lines.stream().map(l -> damaged(l, random.nextInt(4))).toList();
            List<List<String>> references = new ArrayList<>();
            for (String line : lines) {
                List<String> some = new ArrayList<>();
                for (int n = random.nextInt(3); n >= 0; n--) {
                    some.add(line.replace(WORDS.get(random.nextInt(WORDS.size())), "other"));
                }
                references.add(some);
            }
            return new Corpus(outputs, references);
        }
    }
}
