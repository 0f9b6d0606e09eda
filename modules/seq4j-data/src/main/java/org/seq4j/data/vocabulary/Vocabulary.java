package org.seq4j.data.vocabulary;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.seq4j.data.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An immutable table of V tokens and their ids 0..V-1. The first four are always {@code <pad>}, {@code <unk>},
 * {@code <s>} and {@code </s>}. A token that is not in the table has the id of {@code <unk>}.
 *
 * <p>As text (see {@link VocabularyText}) it is one token a line, so the id of a token is its line number minus one.
 */
public final class Vocabulary implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Id of padding; never a target. */
    public static final int PAD = 0;
    /** Id of every token that is not in the table. */
    public static final int UNK = 1;
    /** Id of the begin of a sequence. */
    public static final int BOS = 2;
    /** Id of the end of a sequence. */
    public static final int EOS = 3;

    public static final String PAD_TOKEN = "<pad>";
    public static final String UNK_TOKEN = "<unk>";
    public static final String BOS_TOKEN = "<s>";
    public static final String EOS_TOKEN = "</s>";

    /** The four special tokens in the order of their ids. */
    public static final List<String> SPECIALS = List.of(PAD_TOKEN, UNK_TOKEN, BOS_TOKEN, EOS_TOKEN);

    private final String[] tokens;
    private final HashMap<String, Integer> ids;

    private Vocabulary(List<String> all) {
        this.tokens = all.toArray(new String[0]);
        this.ids = new HashMap<>(Math.max(16, tokens.length * 2));
        for (int id = 0; id < tokens.length; id++) {
            if (tokens[id].isEmpty()) {
                throw new DataException("Token " + id + " of the vocabulary is the empty string; a token has text.");
            }
            Integer earlier = ids.put(tokens[id], id);
            if (earlier != null) {
                throw new DataException("The vocabulary holds the token " + VocabularyText.escape(tokens[id])
                        + " twice, as ids " + earlier + " and " + id + "; every token stands once.");
            }
        }
    }

    /**
     * A vocabulary of the four specials and then these tokens, in this order.
     *
     * @throws DataException for an empty token, a repeated one, or one of the specials among them
     */
    public static Vocabulary of(List<String> ordinaryTokens) {
        List<String> all = new ArrayList<>(SPECIALS);
        all.addAll(ordinaryTokens);
        return new Vocabulary(all);
    }

    /** V, the specials included. */
    public int size() {
        return tokens.length;
    }

    /** The id of a token, {@link #UNK} where the table does not hold it. */
    public int id(String token) {
        Integer id = ids.get(token);
        return id == null ? UNK : id;
    }

    public boolean contains(String token) {
        return ids.containsKey(token);
    }

    /**
     * The token of an id.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= id < size()}
     */
    public String token(int id) {
        if (id < 0 || id >= tokens.length) {
            throw new IndexOutOfBoundsException("Token id " + id + " is outside the vocabulary 0.." + (size() - 1));
        }
        return tokens[id];
    }

    /**
     * The ids of T tokens. A literal {@code <pad>} in a text is no padding and has the id of {@code <unk>}; the other
     * specials stand for themselves, so a text that already holds {@code <unk>} or {@code </s>} keeps its meaning.
     */
    public int[] encode(List<String> text) {
        int[] encoded = new int[text.size()];
        for (int t = 0; t < encoded.length; t++) {
            int id = id(text.get(t));
            encoded[t] = id == PAD ? UNK : id;
        }
        return encoded;
    }

    /** The tokens of T ids, the specials included. */
    public List<String> decode(int[] encoded) {
        List<String> text = new ArrayList<>(encoded.length);
        for (int id : encoded) {
            text.add(token(id));
        }
        return text;
    }

    /** All tokens in the order of their ids. */
    public List<String> tokens() {
        return List.of(tokens);
    }

    /** One escaped token a line; {@link #fromText} reads it back to an equal vocabulary. */
    public String toText() {
        return VocabularyText.format(tokens);
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws DataException naming the line, for a wrong escape, an empty or repeated token, or missing specials
     */
    public static Vocabulary fromText(String text) {
        return fromText(text, "vocabulary");
    }

    /** Reads what {@link #toText} wrote; {@code source} is the file's name in error messages. */
    public static Vocabulary fromText(String text, String source) {
        return new Vocabulary(VocabularyText.parse(text, source));
    }

    /** Writes {@link #toText} in UTF-8. */
    public void write(Path file) {
        try {
            Files.writeString(file, VocabularyText.format(tokens), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The vocabulary cannot be written to " + file + ".", e);
        }
    }

    /**
     * Reads a file that {@link #write} wrote.
     *
     * @throws DataException naming the file and line that is wrong
     */
    public static Vocabulary read(Path file) {
        return fromText(VocabularyText.readUtf8(file), file.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary that && Arrays.equals(tokens, that.tokens);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tokens);
    }

    @Override
    public String toString() {
        return "Vocabulary[" + size() + " tokens]";
    }

    /**
     * Counts tokens of a stream; memory grows with the number of distinct tokens only. Beyond {@value #MOST_DISTINCT} of
     * them the rarest are forgotten, those seen once first, as word2vec and fastText do; a warning in the log tells so.
     * A vocabulary of the most frequent tokens hardly notices. Not for several threads.
     */
    public static final class Counter {
        private static final Logger LOG = LoggerFactory.getLogger(Counter.class);

        /** Most distinct tokens that are held. */
        public static final int MOST_DISTINCT = 1 << 20;

        private final int mostDistinct;
        private final Map<String, long[]> counts = new HashMap<>();
        private long total;
        /** Tokens that were seen up to this often have been forgotten, 0 before any was. */
        private long forgotten;

        public Counter() {
            this(MOST_DISTINCT);
        }

        Counter(int mostDistinct) {
            this.mostDistinct = mostDistinct;
        }

        /** Counts one token. The four specials are never counted: every vocabulary holds them. */
        public Counter add(String token) {
            if (!SPECIALS.contains(token)) {
                counts.computeIfAbsent(token, t -> new long[1])[0]++;
                total++;
                if (counts.size() > mostDistinct) {
                    forgetRarest();
                }
            }
            return this;
        }

        /** Makes room by a quarter at least. */
        private void forgetRarest() {
            if (forgotten == 0) {
                LOG.warn(
                        "There are more than {} distinct tokens; the rarest of them are forgotten while counting."
                                + " Subword units (bpe) need far fewer",
                        mostDistinct);
            }
            while (counts.size() > mostDistinct - mostDistinct / 4) {
                forgotten++;
                counts.values().removeIf(count -> count[0] <= forgotten);
            }
        }

        public Counter addAll(Iterable<String> tokens) {
            tokens.forEach(this::add);
            return this;
        }

        /** Tokens counted so far, forgotten ones included. */
        public long total() {
            return total;
        }

        /** Distinct tokens held. */
        public int distinct() {
            return counts.size();
        }

        /** How often this token was counted since it was last forgotten. */
        public long count(String token) {
            long[] count = counts.get(token);
            return count == null ? 0 : count[0];
        }

        /** Hands on every token held and its count, in no particular order. */
        public void forEach(ObjLongConsumer<String> visitor) {
            counts.forEach((token, count) -> visitor.accept(token, count[0]));
        }

        /** The vocabulary of all counted tokens. */
        public Vocabulary build() {
            return build(1, 0);
        }

        /**
         * The vocabulary of the counted tokens in the order of falling frequency, ties in code point order: the same
         * counts give the same ids on every machine.
         *
         * @param minFrequency tokens counted less often are left out; at least 1
         * @param maxSize most tokens besides the four specials; 0 for no limit
         */
        public Vocabulary build(long minFrequency, int maxSize) {
            if (minFrequency < 1 || maxSize < 0) {
                throw new IllegalArgumentException("A vocabulary needs minFrequency >= 1 and maxSize >= 0, not "
                        + minFrequency + " and " + maxSize);
            }
            return Vocabulary.of(counts.entrySet().stream()
                    .filter(e -> e.getValue()[0] >= minFrequency)
                    .sorted((a, b) -> {
                        int byCount = Long.compare(b.getValue()[0], a.getValue()[0]);
                        return byCount != 0 ? byCount : CodePointOrder.compare(a.getKey(), b.getKey());
                    })
                    .limit(maxSize == 0 ? Long.MAX_VALUE : maxSize)
                    .map(Map.Entry::getKey)
                    .toList());
        }
    }
}
