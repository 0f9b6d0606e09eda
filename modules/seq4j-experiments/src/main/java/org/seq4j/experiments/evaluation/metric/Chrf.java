package org.seq4j.experiments.evaluation.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * chrF of a corpus (Popović 2015) and, with word n-grams, chrF++ (Popović 2017): F = (1 + b²) P R / (b² P + R) with b =
 * 2, where P and R are the precision and the recall of n-grams, averaged over the orders: 1..6 of characters, white
 * space removed, and 1..W of words, punctuation at their ends apart.
 *
 * <p>Equal to sacreBLEU's (Post 2018) with its defaults: case counts; orders of which outputs or references have no
 * n-gram are left out (effective order on); of several references the one of the highest F counts.
 */
public final class Chrf implements CorpusMetric {

    private static final int CHARACTER_ORDER = 6;
    private static final double BETA_SQUARED = 4;
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final int wordOrder;

    private Chrf(int wordOrder) {
        this.wordOrder = wordOrder;
    }

    /** chrF: characters only. */
    public static Chrf characters() {
        return new Chrf(0);
    }

    /** chrF++: characters, and words of orders 1 and 2. */
    public static Chrf withWords() {
        return new Chrf(2);
    }

    @Override
    public CorpusScore score(List<String> outputs, List<List<String>> references) {
        Corpora.check(outputs, references);
        Counts sum = new Counts(CHARACTER_ORDER + wordOrder);
        for (int i = 0; i < outputs.size(); i++) {
            List<NgramCounts> output = ngrams(outputs.get(i));
            Counts best = null;
            for (String text : references.get(i)) {
                Counts counts = counts(output, ngrams(text));
                if (best == null || counts.f() > best.f()) {
                    best = counts;
                }
            }
            if (best != null) {
                sum.add(best);
            }
        }
        String signature = Corpora.nrefs(references) + "|case:mixed|eff:yes|nc:" + CHARACTER_ORDER + "|nw:" + wordOrder
                + "|space:no";
        return new CorpusScore("chrF2" + "+".repeat(wordOrder), 100 * sum.f(), signature, "");
    }

    private List<NgramCounts> ngrams(String text) {
        List<String> words = WhiteSpace.words(text);
        return List.of(
                NgramCounts.ofCharacters(String.join("", words), CHARACTER_ORDER),
                NgramCounts.ofWords(wordOrder == 0 ? List.of() : punctuationApart(words), wordOrder));
    }

    /** One sign of ASCII punctuation at the end of a word is a word of its own, else one at its beginning. */
    private static List<String> punctuationApart(List<String> words) {
        List<String> apart = new ArrayList<>();
        for (String word : words) {
            int last = word.length() - 1;
            if (last > 0 && PUNCTUATION.indexOf(word.charAt(last)) >= 0) {
                apart.add(word.substring(0, last));
                apart.add(word.substring(last));
            } else if (last > 0 && PUNCTUATION.indexOf(word.charAt(0)) >= 0) {
                apart.add(word.substring(0, 1));
                apart.add(word.substring(1));
            } else {
                apart.add(word);
            }
        }
        return apart;
    }

    private Counts counts(List<NgramCounts> output, List<NgramCounts> reference) {
        Counts counts = new Counts(CHARACTER_ORDER + wordOrder);
        int i = 0;
        for (int kind = 0; kind < output.size(); kind++) {
            NgramCounts ours = output.get(kind);
            NgramCounts theirs = reference.get(kind);
            for (int n = 1; n <= ours.order(); n++, i++) {
                counts.reference[i] = theirs.total(n);
                counts.output[i] = theirs.total(n) == 0 ? 0 : ours.total(n);
                counts.common[i] = ours.common(n, theirs);
            }
        }
        return counts;
    }

    /** By order: n-grams of the outputs (where the reference has any), of the references, and common ones. */
    private static final class Counts {
        final long[] output;
        final long[] reference;
        final long[] common;

        Counts(int orders) {
            output = new long[orders];
            reference = new long[orders];
            common = new long[orders];
        }

        void add(Counts other) {
            for (int i = 0; i < output.length; i++) {
                output[i] += other.output[i];
                reference[i] += other.reference[i];
                common[i] += other.common[i];
            }
        }

        /** In [0, 1]. */
        double f() {
            double precision = 0;
            double recall = 0;
            int effective = 0;
            for (int i = 0; i < output.length; i++) {
                if (output[i] > 0 && reference[i] > 0) {
                    precision += (double) common[i] / output[i];
                    recall += (double) common[i] / reference[i];
                    effective++;
                }
            }
            if (precision + recall == 0) {
                return 0;
            }
            precision /= effective;
            recall /= effective;
            return (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
        }
    }
}
