package org.seq4j.experiments.evaluation.metric;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * BLEU of a corpus (Papineni et al. 2002): BP exp(1/4 sum_n log p_n), n = 1..4, where p_n is the share of the outputs'
 * n-grams that a reference has too, each counted at most as often as in the reference that has it most, and BP =
 * min(1, exp(1 - r/c)) with c the tokens of the outputs and r those of the references nearest in length (the shorter
 * one on a tie).
 *
 * <p>Equal to sacreBLEU's (Post 2018) with its defaults: case counts; an order without any match counts as 1/2 match,
 * the next such order as 1/4, and so on (exponential smoothing, Chen and Cherry 2014, method 3), unless no order has a
 * match; all four orders count, so that outputs without a single 4-gram score 0 (effective order off).
 */
public final class Bleu implements CorpusMetric {

    private static final int ORDER = 4;

    private final BleuTokenization tokenization;

    /** BLEU on tokens of the given kind. */
    public Bleu(BleuTokenization tokenization) {
        this.tokenization = tokenization;
    }

    @Override
    public CorpusScore score(List<String> outputs, List<List<String>> references) {
        Corpora.check(outputs, references);
        long[] matches = new long[ORDER];
        long[] totals = new long[ORDER];
        long outputLength = 0;
        long referenceLength = 0;
        for (int i = 0; i < outputs.size(); i++) {
            List<String> tokens = tokenization.tokens(outputs.get(i));
            NgramCounts output = NgramCounts.ofWords(tokens, ORDER);
            NgramCounts reference = NgramCounts.ofWords(List.of(), ORDER);
            int nearest = -1;
            for (String text : references.get(i)) {
                List<String> referenceTokens = tokenization.tokens(text);
                reference.raiseTo(NgramCounts.ofWords(referenceTokens, ORDER));
                nearest = nearer(tokens.size(), referenceTokens.size(), nearest);
            }
            for (int n = 1; n <= ORDER; n++) {
                matches[n - 1] += output.common(n, reference);
                totals[n - 1] += output.total(n);
            }
            outputLength += tokens.size();
            referenceLength += nearest;
        }
        return score(matches, totals, outputLength, referenceLength, Corpora.nrefs(references));
    }

    /** Whichever of two reference lengths is nearer to the output's, the shorter one on a tie; -1 stands for none. */
    private static int nearer(int output, int a, int b) {
        int byDistance = Integer.compare(Math.abs(a - output), Math.abs(b - output));
        return b < 0 || byDistance < 0 || (byDistance == 0 && a < b) ? a : b;
    }

    private CorpusScore score(long[] matches, long[] totals, long outputLength, long referenceLength, String nrefs) {
        double brevity = outputLength >= referenceLength
                ? 1
                : outputLength == 0 ? 0 : Math.exp(1 - (double) referenceLength / outputLength);
        double[] precisions = precisions(matches, totals);
        double logSum = 0;
        for (double precision : precisions) {
            logSum += Math.log(precision);
        }
        double value = Math.min(100, brevity * Math.exp(logSum / ORDER)); // rounding may lead above 100
        String signature = nrefs + "|case:mixed|eff:no|tok:" + tokenization.key() + "|smooth:exp";
        double ratio = referenceLength == 0 ? 0 : (double) outputLength / referenceLength;
        String each = DoubleStream.of(precisions)
                .mapToObj(precision -> Corpora.fixed(precision, 1))
                .collect(Collectors.joining("/"));
        String details = each + " (BP = " + Corpora.fixed(brevity, 3) + " ratio = " + Corpora.fixed(ratio, 3)
                + " hyp_len = " + outputLength + " ref_len = " + referenceLength + ")";
        return new CorpusScore("BLEU", value, signature, details);
    }

    /** In percent; all 0 where nothing matches. */
    private static double[] precisions(long[] matches, long[] totals) {
        double[] precisions = new double[ORDER];
        if (matches[0] == 0) {
            return precisions;
        }
        double smoothing = 1;
        for (int n = 0; n < ORDER && totals[n] > 0; n++) {
            if (matches[n] == 0) {
                smoothing /= 2;
            }
            precisions[n] = 100 * (matches[n] == 0 ? smoothing : matches[n]) / totals[n];
        }
        return precisions;
    }
}
