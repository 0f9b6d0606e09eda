package org.seq4j.data.bpe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.seq4j.data.vocabulary.CodePointOrder;

/**
 * The counting behind {@link BpeLearner}: how often each pair of neighbouring tokens occurs, and in which pieces, kept up
 * to date from merge to merge. A heap finds the most frequent pair; what it holds of a pair may be out of date and is
 * put back with the present count.
 */
final class MergeLearner {
    /** A character that is spelled by bytes; takes part in no pair. */
    private static final int BARRIER = -1;

    /** A pair of tokens, its count, and the pieces it occurs or occurred in. */
    private static final class Pair {
        final int left;
        final int right;
        long count;

        /** The highest count with which the heap holds it. */
        long inHeap;

        /** The number of its merge, or what is above all of them. */
        int rank = Integer.MAX_VALUE;

        private int[] pieces = new int[2];
        private int pieceCount;

        Pair(int left, int right) {
            this.left = left;
            this.right = right;
        }

        void add(int piece, long times) {
            count += times;
            if (pieceCount > 0 && pieces[pieceCount - 1] == piece) {
                return;
            }
            if (pieceCount == pieces.length) {
                pieces = Arrays.copyOf(pieces, 2 * pieceCount);
            }
            pieces[pieceCount++] = piece;
        }

        int[] pieces() {
            return Arrays.copyOf(pieces, pieceCount);
        }
    }

    /** What the heap knew of a pair when it was put in. */
    private record Candidate(Pair pair, long count) {}

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<int[]> pieces = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private final Map<Long, Pair> pairs = new HashMap<>();

    /** The token that each merge makes. */
    private final List<Integer> results = new ArrayList<>();

    MergeLearner(List<String> characters) {
        characters.forEach(this::id);
    }

    private int id(String token) {
        return ids.computeIfAbsent(token, t -> {
            tokens.add(t);
            return tokens.size() - 1;
        });
    }

    void add(String piece, long count) {
        int[] symbols = piece.codePoints().map(this::symbol).toArray();
        pieces.add(symbols);
        counts.add(count);
        for (int i = 1; i < symbols.length; i++) {
            pair(symbols, i).ifPresent(pair -> pair.add(pieces.size() - 1, count));
        }
    }

    private int symbol(int codePoint) {
        if (codePoint == Bpe.SPACE_MARK) {
            return BARRIER;
        }
        String token = codePoint == ' ' ? String.valueOf(Bpe.SPACE_MARK) : Character.toString(codePoint);
        return ids.getOrDefault(token, BARRIER);
    }

    /** The pair that ends at a place. */
    private Optional<Pair> pair(int[] symbols, int end) {
        int left = symbols[end - 1];
        int right = symbols[end];
        return left == BARRIER || right == BARRIER
                ? Optional.empty()
                : Optional.of(pairs.computeIfAbsent((long) left << 32 | right, key -> new Pair(left, right)));
    }

    /**
     * The merges, most frequent first.
     *
     * @param mostMerges most merges
     * @param mostTokens most different tokens that they make
     * @param least how often a pair must occur
     */
    List<Merge> learn(int mostMerges, int mostTokens, long least) {
        PriorityQueue<Candidate> heap = new PriorityQueue<>(this::compare);
        pairs.values().forEach(pair -> offer(pair, heap));
        List<Merge> merges = new ArrayList<>();
        int first = tokens.size();
        while (merges.size() < mostMerges && tokens.size() - first < mostTokens) {
            Candidate best = heap.poll();
            if (best == null || best.count < least) {
                break;
            }
            Pair pair = best.pair;
            if (best.count != pair.count) {
                offer(pair, heap);
                continue;
            }
            Merge merge = new Merge(tokens.get(pair.left), tokens.get(pair.right));
            if (!Bpe.reserved(merge.result())) {
                pair.rank = merges.size();
                merges.add(merge);
                results.add(id(merge.result()));
                merge(pair, heap);
            }
        }
        return merges;
    }

    private int compare(Candidate a, Candidate b) {
        int byCount = Long.compare(b.count, a.count);
        int byLeft = byCount != 0 ? byCount : CodePointOrder.compare(tokens.get(a.pair.left), tokens.get(b.pair.left));
        return byLeft != 0 ? byLeft : CodePointOrder.compare(tokens.get(a.pair.right), tokens.get(b.pair.right));
    }

    private static void offer(Pair pair, PriorityQueue<Candidate> heap) {
        pair.inHeap = pair.count;
        if (pair.count > 0) {
            heap.add(new Candidate(pair, pair.count));
        }
    }

    /** Takes the newest merge into account wherever its pair occurs. */
    private void merge(Pair newest, PriorityQueue<Candidate> heap) {
        Set<Pair> touched = new HashSet<>();
        for (int piece : newest.pieces()) {
            int[] before = pieces.get(piece);
            int[] after = applied(before);
            if (after.length == before.length) {
                continue;
            }
            long count = counts.get(piece);
            for (int i = 1; i < before.length; i++) {
                pair(before, i).ifPresent(pair -> pair.count -= count);
            }
            for (int i = 1; i < after.length; i++) {
                pair(after, i).ifPresent(pair -> {
                    pair.add(piece, count);
                    touched.add(pair);
                });
            }
            pieces.set(piece, after);
        }
        for (Pair pair : touched) {
            if (pair.count > pair.inHeap) {
                offer(pair, heap);
            }
        }
    }

    /** A piece after all merges so far, as {@link Bpe} does them: a new one may open the way for an old one. */
    private int[] applied(int[] symbols) {
        int[] now = symbols;
        while (true) {
            Pair best = null;
            for (int i = 1; i < now.length; i++) {
                Pair pair = pair(now, i).orElse(null);
                if (pair != null && pair.rank < (best == null ? Integer.MAX_VALUE : best.rank)) {
                    best = pair;
                }
            }
            if (best == null) {
                return now;
            }
            int[] next = new int[now.length];
            int length = 0;
            for (int i = 0; i < now.length; i++) {
                boolean here = i + 1 < now.length && now[i] == best.left && now[i + 1] == best.right;
                next[length++] = here ? results.get(best.rank) : now[i];
                i += here ? 1 : 0;
            }
            now = Arrays.copyOf(next, length);
        }
    }
}
