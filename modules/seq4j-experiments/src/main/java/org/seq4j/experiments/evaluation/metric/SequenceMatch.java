package org.seq4j.experiments.evaluation.metric;

import java.util.List;
import java.util.Locale;

/**
 * Whole outputs that are right: equal to any one of their references, compared word by word, so that white space
 * between the words does not matter.
 *
 * <p>{@link #errorRate} is the "WER" of grapheme-to-phoneme conversion (the SIGMORPHON shared tasks): the share of
 * words whose transcription differs from the gold one, in percent. Where a word has several transcriptions, group them
 * with {@link References} first.
 */
public final class SequenceMatch {
    private SequenceMatch() {}

    /** Whether the output is right. */
    public static boolean matches(String output, List<String> references) {
        List<String> words = WhiteSpace.words(output);
        return references.stream()
                .anyMatch(reference -> WhiteSpace.words(reference).equals(words));
    }

    /** The fraction of right outputs, in [0, 1]. */
    public static double accuracy(List<String> outputs, List<List<String>> references) {
        int wrong = wrong(outputs, references);
        return (double) (outputs.size() - wrong) / outputs.size();
    }

    /** The sequence error rate: the share of wrong outputs in percent. */
    public static CorpusMetric errorRate() {
        return (outputs, references) -> {
            int wrong = wrong(outputs, references);
            return new CorpusScore(
                    "SER",
                    100.0 * wrong / outputs.size(),
                    Corpora.nrefs(references) + "|case:mixed|unit:sequence",
                    String.format(Locale.ROOT, "(wrong = %d of %d)", wrong, outputs.size()));
        };
    }

    private static int wrong(List<String> outputs, List<List<String>> references) {
        Corpora.check(outputs, references);
        int wrong = 0;
        for (int i = 0; i < outputs.size(); i++) {
            if (!matches(outputs.get(i), references.get(i))) {
                wrong++;
            }
        }
        return wrong;
    }
}
