package org.seq4j.data.label;

/**
 * A sentence as ids. The arrays are not copied and must not change.
 *
 * @param words T word ids
 * @param characters the character ids of each word, {@code [T][C]} with C at least 1 and different from word to word;
 *     no rows where characters are not used
 * @param tags T tag ids, or none
 * @param labels label ids: none, one, or with several labels to an example any number, rising
 */
public record EncodedSentence(int[] words, int[][] characters, int[] tags, int[] labels) {
    /** T. */
    public int size() {
        return words.length;
    }
}
