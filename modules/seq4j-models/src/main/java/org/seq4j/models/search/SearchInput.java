package org.seq4j.models.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a search begins with: N examples, each with its row in the start state, and the prompt that is read first. Immutable.
 *
 * @param <S> state of the decoder
 */
public final class SearchInput<S> {
    private final S start;
    private final int startRows;
    private final int[][] prompts;
    private final int @Nullable [] maxLengths;
    private final int @Nullable [][] prefixes;
    private final int @Nullable [] sourceLengths;
    private final @Nullable AllowedTokens allowed;

    private SearchInput(
            S start,
            int startRows,
            int[][] prompts,
            int @Nullable [] maxLengths,
            int @Nullable [][] prefixes,
            int @Nullable [] sourceLengths,
            @Nullable AllowedTokens allowed) {
        this.start = start;
        this.startRows = startRows;
        this.prompts = prompts;
        this.maxLengths = maxLengths;
        this.prefixes = prefixes;
        this.sourceLengths = sourceLengths;
        this.allowed = allowed;
    }

    /**
     * Examples that begin with one and the same token.
     *
     * @param start state before the first token, one row for each example
     * @param examples N, at least 1
     * @param firstToken what is read first: {@code <s>}
     */
    public static <S> SearchInput<S> of(S start, int examples, int firstToken) {
        int[][] prompts = new int[Math.max(0, examples)][];
        Arrays.fill(prompts, new int[] {firstToken});
        return of(start, prompts);
    }

    /**
     * Examples with prompts of their own, of any lengths.
     *
     * @param start state before the first token, one row for each example
     * @param prompts [N], none empty: read, but no part of the results and their scores
     */
    public static <S> SearchInput<S> of(S start, int[][] prompts) {
        if (prompts.length == 0) {
            throw new IllegalArgumentException("Expected at least one example, found none.");
        }
        for (int[] prompt : prompts) {
            if (prompt.length == 0) {
                throw new IllegalArgumentException(
                        "Expected a prompt of at least one token, found an empty one: begin with <s>.");
            }
        }
        return new SearchInput<>(start, prompts.length, copy(prompts), null, null, null, null);
    }

    /** Examples that all begin with the one row of a start state, so that what their prompts have in common is read once. */
    static <S> SearchInput<S> shared(S start, int[][] prompts) {
        SearchInput<S> input = of(start, prompts);
        return new SearchInput<>(start, 1, input.prompts, null, null, null, null);
    }

    /**
     * The same with a greatest length for each example; the smaller one of this and that of the settings holds.
     *
     * @param lengths [N], each at least 1
     */
    public SearchInput<S> withMaxLengths(int[] lengths) {
        count("max_lengths", lengths.length);
        for (int length : lengths) {
            if (length < 1) {
                throw new IllegalArgumentException("max_length must be at least 1, found " + length + '.');
            }
        }
        return new SearchInput<>(start, startRows, prompts, lengths.clone(), prefixes, sourceLengths, allowed);
    }

    /**
     * The same with tokens that each result begins with; they count in its score and its length, and no constraint applies to them. A prefix that is longer than the
     * greatest length is all but the token that ends the result.
     *
     * @param tokens [N], each may be empty
     */
    public SearchInput<S> withPrefixes(int[][] tokens) {
        count("prefixes", tokens.length);
        return new SearchInput<>(start, startRows, prompts, maxLengths, copy(tokens), sourceLengths, allowed);
    }

    /**
     * The same with the true source lengths: attention weights come out without padding, and the coverage penalty leaves it out.
     *
     * @param lengths [N]
     */
    public SearchInput<S> withSourceLengths(int[] lengths) {
        count("source lengths", lengths.length);
        return new SearchInput<>(start, startRows, prompts, maxLengths, prefixes, lengths.clone(), allowed);
    }

    /** The same with allowed tokens, which are asked for at each step of each hypothesis. */
    public SearchInput<S> withAllowed(AllowedTokens tokens) {
        return new SearchInput<>(start, startRows, prompts, maxLengths, prefixes, sourceLengths, tokens);
    }

    /** N. */
    public int examples() {
        return prompts.length;
    }

    S start() {
        return start;
    }

    /** Rows of the start state: N, or 1 for all. */
    int startRows() {
        return startRows;
    }

    /** How many tokens the prompts have in common. */
    int commonPrompt() {
        int common = prompts[0].length;
        for (int[] prompt : prompts) {
            int mismatch = Arrays.mismatch(prompts[0], prompt);
            common = Math.min(common, mismatch < 0 ? common : mismatch);
        }
        return common;
    }

    int[] prompt(int example) {
        return prompts[example];
    }

    int[] prefix(int example) {
        return prefixes == null ? new int[0] : prefixes[example];
    }

    int maxLength(int example, int greatest) {
        return maxLengths == null ? greatest : Math.min(maxLengths[example], greatest);
    }

    int sourceLength(int example, int padded) {
        return sourceLengths == null ? padded : Math.min(sourceLengths[example], padded);
    }

    @Nullable
    AllowedTokens allowed() {
        return allowed;
    }

    /** @throws IllegalArgumentException if a token is not in the vocabulary, or a prefix holds a stop token */
    void check(int vocabularySize, Constraints constraints) {
        for (int i = 0; i < prompts.length; i++) {
            for (int token : prompts[i]) {
                Constraints.inVocabulary("prompt", token, vocabularySize);
            }
            for (int token : prefix(i)) {
                Constraints.inVocabulary("prefix", token, vocabularySize);
                if (constraints.stopIds().contains(token)) {
                    throw new IllegalArgumentException(
                            "Expected a prefix without stop tokens, found " + token + " in that of example " + i + '.');
                }
            }
        }
    }

    private void count(String what, int found) {
        if (found != prompts.length) {
            throw new IllegalArgumentException(
                    "Expected " + what + " for " + prompts.length + " examples, found " + found + '.');
        }
    }

    private static int[][] copy(int[][] rows) {
        return Arrays.stream(rows).map(int[]::clone).toArray(int[][]::new);
    }
}
