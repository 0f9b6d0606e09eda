package org.seq4j.data.bpe;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Utf8Lines;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * Cuts text into subword units: every piece of text starts as its characters, and the learned merges are done in the
 * order in which they were learned, each wherever it applies. {@code join(tokenize(text))} is exactly the text.
 *
 * <p>A space is written as U+2581 at the start of the token after it, and the text itself is taken to follow a space:
 * {@code a bc} is {@code ▁a ▁bc}, two spaces give a token {@code ▁} of their own. A character that learning has not seen,
 * and U+2581 itself, is spelled as the tokens of its UTF-8 bytes, {@code <0x00>} to {@code <0xFF>}; so no text has an
 * unknown token under {@link #vocabulary}. No other token ever looks like one of these, or like a special one.
 */
public final class Bpe implements Tokenizer {
    private static final long serialVersionUID = 1L;

    /** Stands for a space. */
    static final char SPACE_MARK = '\u2581';

    private static final int CACHED_PIECES = 1 << 16;

    private final List<String> characters;
    private final List<Merge> merges;
    private final transient Set<String> known = new HashSet<>();
    private final transient Map<Merge, Integer> ranks = new HashMap<>();
    private final transient Map<String, List<String>> cache = new ConcurrentHashMap<>();

    /**
     * A tokeniser of these merges.
     *
     * @param characters the tokens of one character each, U+2581 for a space
     * @param merges in the order in which they were learned
     * @throws DataException where a merge joins tokens that are not there before it, or comes twice, or makes a token
     *     that is kept for bytes or is special
     */
    public Bpe(List<String> characters, List<Merge> merges) {
        this.characters = List.copyOf(characters);
        this.merges = List.copyOf(merges);
        known.addAll(characters);
        for (String character : this.characters) {
            if (character.codePointCount(0, character.length()) != 1) {
                throw new DataException(
                        "The token '" + character + "' is no single character; only merges make" + " longer ones.");
            }
        }
        for (Merge merge : this.merges) {
            if (!known.contains(merge.left()) || !known.contains(merge.right())) {
                throw new DataException("The merge " + (ranks.size() + 1) + " of '" + merge.left() + "' and '"
                        + merge.right() + "' comes before what it joins is there; merges are kept in the order in"
                        + " which they were learned.");
            }
            if (reserved(merge.result())) {
                throw new DataException("The merge " + (ranks.size() + 1) + " makes '" + merge.result()
                        + "', which is kept for a special token; remove it.");
            }
            if (ranks.putIfAbsent(merge, ranks.size()) != null) {
                throw new DataException(
                        "The merge of '" + merge.left() + "' and '" + merge.right() + "' comes twice; remove one.");
            }
            known.add(merge.result());
        }
    }

    /** Whether merges must not make this token. */
    static boolean reserved(String token) {
        return ByteTokens.value(token) >= 0 || Vocabulary.SPECIALS.contains(token);
    }

    /** The tokens of one character, in the order given. */
    public List<String> characters() {
        return characters;
    }

    /** The merges in the order in which they were learned. */
    public List<Merge> merges() {
        return merges;
    }

    /** The vocabulary of every token that can come out: bytes, characters, and what the merges make. */
    public Vocabulary vocabulary() {
        Set<String> tokens = new LinkedHashSet<>(ByteTokens.all());
        tokens.addAll(characters);
        merges.forEach(merge -> tokens.add(merge.result()));
        return Vocabulary.of(List.copyOf(tokens));
    }

    @Override
    public List<String> tokenize(String line) {
        List<String> tokens = new ArrayList<>(line.length() / 3 + 1);
        Pieces.forEach(line, piece -> {
            List<String> cut = cache.get(piece);
            if (cut == null) {
                cut = cut(piece);
                if (cache.size() < CACHED_PIECES) {
                    cache.put(piece, cut);
                }
            }
            tokens.addAll(cut);
        });
        return tokens;
    }

    List<String> cut(String piece) {
        List<String> tokens = new ArrayList<>();
        piece.codePoints().forEach(c -> {
            String token = c == ' ' ? String.valueOf(SPACE_MARK) : Character.toString(c);
            if (c != SPACE_MARK && known.contains(token)) {
                tokens.add(token);
            } else {
                ByteTokens.spell(c, tokens);
            }
        });
        while (true) {
            int best = Integer.MAX_VALUE;
            for (int i = 1; i < tokens.size(); i++) {
                best = Math.min(best, rank(tokens.get(i - 1), tokens.get(i)));
            }
            if (best == Integer.MAX_VALUE) {
                return List.copyOf(tokens);
            }
            Merge merge = merges.get(best);
            List<String> before = List.copyOf(tokens);
            tokens.clear();
            for (int i = 0; i < before.size(); i++) {
                boolean here = i + 1 < before.size()
                        && before.get(i).equals(merge.left())
                        && before.get(i + 1).equals(merge.right());
                tokens.add(here ? merge.result() : before.get(i));
                i += here ? 1 : 0;
            }
        }
    }

    private int rank(String left, String right) {
        Integer rank = ranks.get(new Merge(left, right));
        return rank == null ? Integer.MAX_VALUE : rank;
    }

    /** The text of these tokens; bytes that spell no character become U+FFFD. */
    @Override
    public String join(List<String> tokens) {
        StringBuilder text = new StringBuilder();
        byte[] bytes = new byte[tokens.size()];
        int pending = 0;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            int value = ByteTokens.value(token);
            if (value >= 0) {
                bytes[pending++] = (byte) value;
                continue;
            }
            text.append(ByteTokens.decode(bytes, pending));
            pending = 0;
            boolean first = i == 0 && token.charAt(0) == SPACE_MARK;
            text.append((first ? token.substring(1) : token).replace(SPACE_MARK, ' '));
        }
        return text.append(ByteTokens.decode(bytes, pending)).toString();
    }

    /** Characters and merges, one escaped a line; {@link #fromText} reads it back to an equal tokeniser. */
    public String toText() {
        return BpeText.format(this);
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @param source the file's name in error messages
     * @throws DataException naming the line that is wrong
     */
    public static Bpe fromText(String text, String source) {
        return BpeText.parse(text.lines().iterator(), source);
    }

    /** Writes {@link #toText} in UTF-8. */
    public void write(Path file) {
        try {
            Files.writeString(file, toText(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The subword units cannot be written to " + file + ".", e);
        }
    }

    /**
     * Reads a file that {@link #write} wrote.
     *
     * @throws DataException naming the file and line that is wrong
     */
    public static Bpe read(Path file) {
        List<String> all = new ArrayList<>();
        try (Utf8Lines lines = Utf8Lines.open(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                all.add(line);
            }
        }
        return BpeText.parse(all.iterator(), file.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bpe that && characters.equals(that.characters) && merges.equals(that.merges);
    }

    @Override
    public int hashCode() {
        return Objects.hash(characters, merges);
    }

    @Override
    public String toString() {
        return "Bpe[" + characters.size() + " characters, " + merges.size() + " merges]";
    }

    private Object writeReplace() {
        return new Saved(characters, merges);
    }

    /** The serial form. */
    private record Saved(List<String> characters, List<Merge> merges) implements Serializable {
        private Object readResolve() {
            return new Bpe(characters, merges);
        }
    }
}
