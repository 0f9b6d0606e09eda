package org.seq4j.experiments.evaluation.metric;

/**
 * The score of a corpus, with what is needed to compare it with another one.
 *
 * @param name the metric's published name, such as {@code BLEU} or {@code chrF2++}
 * @param value the score, a percentage
 * @param signature how it was counted, in the form of sacreBLEU (Post 2018) without its version, such as {@code
 *     nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp}; {@code nrefs:var} where the number of references varies
 * @param details the counts behind the score, such as BLEU's precisions and brevity penalty; may be empty
 */
public record CorpusScore(String name, double value, String signature, String details) {

    /** One line, such as {@code BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp = 27.31 (details)}. */
    @Override
    public String toString() {
        String line = name + "|" + signature + " = " + Corpora.fixed(value, 2);
        return details.isEmpty() ? line : line + " " + details;
    }
}
