package org.seq4j.models.embedding;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which characters of a batch lie in which window. Characters are rows of a time-major matrix {@code [T * C * B, E]}; words are rows {@code t * B + b} of {@code [T * B, F]}.
 */
final class WordWindows {
    private final int width; // w
    private final int left; // characters of a window before its own
    private final int[] characters; // rows of the real ones, word after word, [N]
    private final int[] starts; // of each word among them, and N, [T * B + 1]

    private WordWindows(int width, int[] characters, int[] starts) {
        this.width = width;
        this.left = (width - 1) / 2;
        this.characters = characters;
        this.starts = starts;
    }

    /**
     * The windows of a batch.
     *
     * @param mask [B * T * C], 1 = real; null: all
     * @param length C
     */
    static WordWindows of(float @Nullable [] mask, int batch, int words, int length, int width) {
        int[] characters = new int[batch * words * length];
        int[] starts = new int[batch * words + 1];
        int n = 0;
        for (int t = 0; t < words; t++) {
            for (int b = 0; b < batch; b++) {
                for (int c = t * length; c < (t + 1) * length; c++) {
                    if (mask == null || mask[b * words * length + c] != 0) {
                        characters[n++] = c * batch + b;
                    }
                }
                starts[t * batch + b + 1] = n;
            }
        }
        return new WordWindows(width, Arrays.copyOf(characters, n), starts);
    }

    /** N, real characters, each with a window of its own. */
    int count() {
        return characters.length;
    }

    /** T * B. */
    int words() {
        return starts.length - 1;
    }

    /** The first window of a word; that of the word after it is the first that is not its own. */
    int start(int word) {
        return starts[word];
    }

    /**
     * What lies in each window, [N * w].
     *
     * @param outside stands for what lies beyond the word
     */
    int[] inWindows(int outside) {
        int[] rows = new int[count() * width];
        Arrays.fill(rows, outside);
        for (int word = 0; word < words(); word++) {
            for (int i = starts[word]; i < starts[word + 1]; i++) {
                for (int k = 0; k < width; k++) {
                    int j = i + k - left;
                    if (j >= starts[word] && j < starts[word + 1]) {
                        rows[i * width + k] = characters[j];
                    }
                }
            }
        }
        return rows;
    }

    /**
     * The reverse: for each real character the place, in {@link #inWindows}, where it is number k of a window; {@code N * w} if it is in none.
     */
    int[] places(int k) {
        int[] places = new int[count()];
        for (int word = 0; word < words(); word++) {
            for (int j = starts[word]; j < starts[word + 1]; j++) {
                int i = j - k + left;
                places[j] = i >= starts[word] && i < starts[word + 1] ? i * width + k : count() * width;
            }
        }
        return places;
    }

    /** For each of this many rows of characters its number among the real ones, or N. */
    int[] numbers(int rows) {
        int[] numbers = new int[rows];
        Arrays.fill(numbers, count());
        for (int i = 0; i < characters.length; i++) {
            numbers[characters[i]] = i;
        }
        return numbers;
    }
}
