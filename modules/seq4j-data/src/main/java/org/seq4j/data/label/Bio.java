package org.seq4j.data.label;

import java.util.List;

/**
 * The BIO scheme of chunk tags (Ramshaw and Marcus 1995, as in the CoNLL shared tasks): {@code B-type} begins a chunk,
 * {@code I-type} goes on with it, {@code O} is outside. An {@code I-} after {@code O} or another type is allowed, as
 * there, and begins a chunk too.
 */
public final class Bio {
    public static final String OUTSIDE = "O";

    private Bio() {}

    /** Whether this is {@code O}, or {@code B-} or {@code I-} and a type. */
    public static boolean isTag(String tag) {
        return tag.equals(OUTSIDE) || (tag.length() > 2 && (tag.startsWith("B-") || tag.startsWith("I-")));
    }

    /**
     * Holds all tags of sentences to the scheme.
     *
     * @throws org.seq4j.data.DataException naming file and line of the first tag outside it
     */
    public static void check(List<TaggedSentence> sentences) {
        for (TaggedSentence sentence : sentences) {
            for (int t = 0; t < sentence.tags().size(); t++) {
                String tag = sentence.tags().get(t);
                if (!isTag(tag)) {
                    throw sentence.tagPlace(t)
                            .fault("the tag '" + tag + "' of token " + (t + 1) + " ('"
                                    + sentence.tokens().get(t)
                                    + "') is outside the BIO scheme, whose tags are O, B-type and I-type; correct it,"
                                    + " or choose tags without a scheme");
                }
            }
        }
    }
}
