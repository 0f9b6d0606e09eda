package org.seq4j.experiments.evaluation.metric;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * F1 of whole chunks in BIO tags, equal to that of {@code conlleval.pl} of the CoNLL-2000 shared task (Tjong Kim Sang and
 * Buchholz 2000): a chunk counts where its first token, its last token and its type are all right. A chunk begins at
 * {@code B-type}, and at an {@code I-type} after {@code O}, at the start of a sentence, or after another type; it ends
 * before the next chunk, before {@code O} and at the end of the sentence. The type is all after the first hyphen. All
 * shares are in [0, 1].
 *
 * @param overall all chunks as one class
 * @param types the chunks of each type, sorted by name
 * @param tokens all tokens
 * @param rightTokens tokens whose tag is right
 */
public record SpanF1(ClassScore overall, List<ClassScore> types, long tokens, long rightTokens) {
    public SpanF1 {
        types = List.copyOf(types);
    }

    /**
     * A chunk of a sentence.
     *
     * @param type what it is
     * @param start its first token, from 0
     * @param end the token after its last one
     */
    public record Span(String type, int start, int end) {}

    /**
     * The score of sentences.
     *
     * @param gold the tags of each sentence
     * @param predicted the predicted tags, as many for each sentence
     * @throws IllegalArgumentException where sentences or tags differ in number, or a tag is neither {@code O} nor starts
     *     with {@code B-} or {@code I-}
     */
    public static SpanF1 of(List<List<String>> gold, List<List<String>> predicted) {
        ClassReport.checkRows(gold.size(), predicted.size());
        TreeMap<String, long[]> counts = new TreeMap<>();
        long tokens = 0;
        long right = 0;
        for (int i = 0; i < gold.size(); i++) {
            List<String> there = gold.get(i);
            List<String> claimed = predicted.get(i);
            if (there.size() != claimed.size()) {
                throw new IllegalArgumentException("Sentence " + (i + 1) + " has " + there.size() + " tags, but "
                        + claimed.size() + " were predicted.");
            }
            tokens += there.size();
            for (int t = 0; t < there.size(); t++) {
                right += there.get(t).equals(claimed.get(t)) ? 1 : 0;
            }
            Set<Span> spans = new HashSet<>(spans(there));
            spans.forEach(span -> of(counts, span)[2]++);
            for (Span span : spans(claimed)) {
                of(counts, span)[1]++;
                of(counts, span)[0] += spans.contains(span) ? 1 : 0;
            }
        }
        List<ClassScore> types = new ArrayList<>();
        counts.forEach((type, c) -> types.add(new ClassScore(type, c[0], c[1], c[2])));
        return new SpanF1(ClassReport.sum("overall", types), types, tokens, right);
    }

    /** Found, predicted and support of a span's type. */
    private static long[] of(TreeMap<String, long[]> counts, Span span) {
        return counts.computeIfAbsent(span.type, type -> new long[3]);
    }

    /** The share of tokens whose tag is right; 0 where there is no token. */
    public double accuracy() {
        return ClassScore.share(rightTokens, tokens);
    }

    /** Precision, recall and F1 of each type of chunk. */
    public ClassReport report() {
        return new ClassReport(types);
    }

    /**
     * The chunks of a sentence, from left to right.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public static List<Span> spans(List<String> tags) {
        List<Span> spans = new ArrayList<>();
        String open = null;
        int start = 0;
        for (int t = 0; t < tags.size(); t++) {
            String tag = tags.get(t);
            String type = type(tag);
            boolean begins = type != null && (tag.startsWith("B-") || !type.equals(open));
            if (open != null && (type == null || begins)) {
                spans.add(new Span(open, start, t));
            }
            if (begins) {
                start = t;
            }
            open = type;
        }
        if (open != null) {
            spans.add(new Span(open, start, tags.size()));
        }
        return spans;
    }

    private static @Nullable String type(String tag) {
        if (tag.equals("O")) {
            return null;
        }
        if (tag.startsWith("B-") || tag.startsWith("I-")) {
            return tag.substring(2);
        }
        throw new IllegalArgumentException(
                "The tag '" + tag + "' is outside the BIO scheme, whose tags are O, B-type and I-type.");
    }
}
