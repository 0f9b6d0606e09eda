package org.seq4j.models.search;

import java.util.stream.IntStream;

/**
 * What a pointer network may choose next, so that only valid results come out. Positions are counted from 1; 0 is the end. The sizes are the numbers of elements of
 * the examples of a batch.
 */
public final class PointerConstraints {
    private static final int[] END = {0};
    private static final int TRIANGLE = 3;

    private PointerConstraints() {}

    /**
     * Each position at most once.
     *
     * @param sizes [N]
     * @param least so many positions are chosen before the end, or all where there are fewer
     * @param closed whether the first position comes again, before the end and only there
     */
    public static AllowedTokens distinct(int[] sizes, int least, boolean closed) {
        int[] elements = checked(sizes);
        if (least < 0) {
            throw new IllegalArgumentException(
                    "The least number of positions is at least 0, found " + least + ": 0 means that there is none.");
        }
        return (example, tokens) -> distinct(size(elements, example), least, closed, tokens);
    }

    private static int[] distinct(int size, int least, boolean closed, int[] tokens) {
        boolean[] chosen = new boolean[size + 1];
        int count = 0;
        for (int token : tokens) {
            if (chosen[token]) {
                return END; // only the first can have come again
            }
            chosen[token] = true;
            count++;
        }
        boolean enough = count >= Math.min(least, size);
        int[] free = IntStream.rangeClosed(1, size).filter(p -> !chosen[p]).toArray();
        if (!enough) {
            return free;
        }
        return with(closed && count > 0 ? tokens[0] : 0, free);
    }

    private static int[] with(int first, int[] others) {
        int[] result = new int[others.length + 1];
        result[0] = first;
        System.arraycopy(others, 0, result, 1, others.length);
        return result;
    }

    /** Every position once, then the end. */
    public static AllowedTokens permutation(int[] sizes) {
        return distinct(sizes, Integer.MAX_VALUE, false);
    }

    /** A closed polygon: at least three distinct positions, then the first of them again, then the end. */
    public static AllowedTokens hull(int[] sizes) {
        return distinct(sizes, TRIANGLE, true);
    }

    /** A tour: position 1, every other once, 1 again, then the end. */
    public static AllowedTokens tour(int[] sizes) {
        int[] elements = checked(sizes);
        return (example, tokens) -> {
            int size = size(elements, example);
            return tokens.length == 0 && size > 0 ? new int[] {1} : distinct(size, size, true, tokens);
        };
    }

    /** At least one triple of positions that rise within it, none twice, then the end. Fewer than three elements have none: then only the end may come. */
    public static AllowedTokens increasingTriples(int[] sizes) {
        int[] elements = checked(sizes);
        return (example, tokens) -> new Triples(size(elements, example), tokens).next();
    }

    private static int[] checked(int[] sizes) {
        for (int size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException("Expected numbers of elements, found " + size + '.');
            }
        }
        return sizes.clone();
    }

    private static int size(int[] sizes, int example) {
        if (example >= sizes.length) {
            throw new IllegalArgumentException("The constraint knows the sizes of " + sizes.length
                    + " examples, found example number " + example + ", counted from 0.");
        }
        return sizes[example];
    }

    /** The triples that a hypothesis has put out, and what may come next. */
    private record Triples(int size, int[] tokens) {
        int[] next() {
            int begun = tokens.length - tokens.length % TRIANGLE; // where the triple that is not whole begins
            return switch (tokens.length - begun) {
                case 0 -> first();
                case 1 -> second(tokens[begun]);
                default -> third(tokens[begun], tokens[begun + 1]);
            };
        }

        private int[] first() {
            int[] used = new int[size + 1];
            for (int i = 0; i + TRIANGLE <= tokens.length; i += TRIANGLE) {
                used[tokens[i]]++;
            }
            int[] free = IntStream.rangeClosed(1, size - 2)
                    .filter(a -> used[a] < (long) (size - a) * (size - a - 1) / 2)
                    .toArray();
            return tokens.length > 0 || free.length == 0 ? with(0, free) : free;
        }

        private int[] second(int a) {
            int[] used = new int[size + 1];
            for (int i = 0; i + TRIANGLE <= tokens.length; i += TRIANGLE) {
                if (tokens[i] == a) {
                    used[tokens[i + 1]]++;
                }
            }
            return IntStream.rangeClosed(a + 1, size - 1)
                    .filter(b -> used[b] < size - b)
                    .toArray();
        }

        private int[] third(int a, int b) {
            boolean[] used = new boolean[size + 1];
            for (int i = 0; i + TRIANGLE <= tokens.length; i += TRIANGLE) {
                used[tokens[i + 2]] |= tokens[i] == a && tokens[i + 1] == b;
            }
            return IntStream.rangeClosed(b + 1, size).filter(c -> !used[c]).toArray();
        }
    }
}
