package org.seq4j.models.crf;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which labels may begin a sequence, follow each other, and end it. Immutable.
 *
 * <p>Labels of a scheme are written {@code O} or prefix, hyphen, type, as in {@code B-artist}.
 */
public final class LabelTransitions {
    private final int labels;
    private final boolean[] next; // [L * L], from-major
    private final boolean[] first;
    private final boolean[] last;

    private LabelTransitions(int labels) {
        if (labels < 1) {
            throw new IllegalArgumentException("expected at least one label, found " + labels);
        }
        this.labels = labels;
        next = new boolean[labels * labels];
        first = new boolean[labels];
        last = new boolean[labels];
    }

    /** Every label may follow every other. */
    public static LabelTransitions all(int labels) {
        LabelTransitions result = new LabelTransitions(labels);
        Arrays.fill(result.next, true);
        Arrays.fill(result.first, true);
        Arrays.fill(result.last, true);
        return result;
    }

    /**
     * The scheme BIO (IOB2; Tjong Kim Sang and Veenstra 1999): {@code I-x} comes only after {@code B-x} or {@code I-x}.
     *
     * @param names of the labels, in the order of their ids
     * @throws IllegalArgumentException if a name is neither {@code O} nor begins with {@code B-} or {@code I-}
     */
    public static LabelTransitions bio(List<String> names) {
        String[] prefixes = new String[names.size()];
        String[] types = new String[names.size()];
        for (int i = 0; i < prefixes.length; i++) {
            String name = names.get(i);
            boolean outside = name.equals("O");
            if (!outside && !(name.length() > 2 && (name.startsWith("B-") || name.startsWith("I-")))) {
                throw new IllegalArgumentException("expected labels of the scheme BIO (O, B-type, I-type), found \""
                        + name + "\": use labels of that scheme, or no constraint");
            }
            prefixes[i] = name.substring(0, 1);
            types[i] = outside ? "" : name.substring(2);
        }
        LabelTransitions result = all(prefixes.length);
        for (int to = 0; to < prefixes.length; to++) {
            if (prefixes[to].equals("I")) {
                result.first[to] = false;
                for (int from = 0; from < prefixes.length; from++) {
                    result.next[from * prefixes.length + to] = types[from].equals(types[to]);
                }
            }
        }
        return result;
    }

    /** L. */
    public int labels() {
        return labels;
    }

    /** Whether a label may follow another. */
    public boolean allows(int from, int to) {
        return next[from * labels + to];
    }

    /** Whether a label may be the first. */
    public boolean begins(int label) {
        return first[label];
    }

    /** Whether a label may be the last. */
    public boolean ends(int label) {
        return last[label];
    }

    /** The first place at which a sequence of labels breaks the rules; -1 if it does not; its length if it must not end as it does. */
    public int firstFault(int[] sequence) {
        for (int t = 0; t < sequence.length; t++) {
            if (t == 0 ? !first[sequence[0]] : !allows(sequence[t - 1], sequence[t])) {
                return t;
            }
        }
        return sequence.length > 0 && !last[sequence[sequence.length - 1]] ? sequence.length : -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LabelTransitions that
                && labels == that.labels
                && Arrays.equals(next, that.next)
                && Arrays.equals(first, that.first)
                && Arrays.equals(last, that.last);
    }

    @Override
    public int hashCode() {
        return Objects.hash(labels, Arrays.hashCode(next), Arrays.hashCode(first), Arrays.hashCode(last));
    }
}
