package org.seq4j.experiments.evaluation.metric;

import java.util.List;
import java.util.Locale;

/**
 * Edits per symbol of the reference, in percent: 100 sum of Levenshtein distances / sum of reference lengths. Above 100
 * where outputs are much too long. Of several references the nearest one counts: the fewest edits, the longest one on a
 * tie.
 *
 * <p>Symbols are words for {@link #wer} (the word error rate of speech recognition), characters for {@link #cer},
 * phonemes for {@link #per}. The "word error rate" of grapheme-to-phoneme conversion is another thing: there it is the
 * share of words whose transcription has any fault, which is {@link SequenceMatch#errorRate}.
 */
public final class ErrorRate implements CorpusMetric {

    private final String name;
    private final String unit;
    private final boolean characters;

    private ErrorRate(String name, String unit, boolean characters) {
        this.name = name;
        this.unit = unit;
        this.characters = characters;
    }

    /** Word error rate: symbols are what stands between white space. */
    public static ErrorRate wer() {
        return new ErrorRate("WER", "word", false);
    }

    /** Character error rate: symbols are code points, those of white space inside the text included. */
    public static ErrorRate cer() {
        return new ErrorRate("CER", "char", true);
    }

    /** Phoneme error rate: symbols are what stands between white space, as in {@code b ɔ̃ ʒ u ʁ}. */
    public static ErrorRate per() {
        return new ErrorRate("PER", "phone", false);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if all references that count are empty, since a rate per symbol is not
     *     defined then
     */
    @Override
    public CorpusScore score(List<String> outputs, List<List<String>> references) {
        Corpora.check(outputs, references);
        long edits = 0;
        long length = 0;
        for (int i = 0; i < outputs.size(); i++) {
            Errors nearest = errors(outputs.get(i), references.get(i));
            edits += nearest.edits;
            length += nearest.length;
        }
        if (length == 0) {
            throw new IllegalArgumentException(
                    name + " is a rate per " + unit + " of the references, but all references are empty.");
        }
        return new CorpusScore(
                name,
                100.0 * edits / length,
                Corpora.nrefs(references) + "|case:mixed|unit:" + unit,
                String.format(Locale.ROOT, "(edits = %d ref_len = %d)", edits, length));
    }

    private Errors errors(String output, List<String> references) {
        Errors nearest = null;
        for (String reference : references) {
            Errors errors = characters
                    ? errors(codePoints(output), codePoints(reference))
                    : errors(WhiteSpace.words(output), WhiteSpace.words(reference));
            if (nearest == null
                    || errors.edits < nearest.edits
                    || (errors.edits == nearest.edits && errors.length > nearest.length)) {
                nearest = errors;
            }
        }
        return nearest == null ? new Errors(0, 0) : nearest;
    }

    private static Errors errors(int[] output, int[] reference) {
        return new Errors(EditDistance.of(output, reference), reference.length);
    }

    private static Errors errors(List<String> output, List<String> reference) {
        return new Errors(EditDistance.of(output, reference), reference.size());
    }

    private static int[] codePoints(String text) {
        return WhiteSpace.strip(text).codePoints().toArray();
    }

    private record Errors(int edits, int length) {}
}
