package org.seq4j.benchmarks.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text without meaning whose words are as unevenly frequent as those of a language (Zipf), the same for the same seed. */
final class RandomText {
    private static final int WORDS = 100_000;
    private static final int LONGEST = 25;
    private static final String LETTERS = "etaoinshrdlucmfw";

    private final SplittableRandom random;

    RandomText(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Sentences of 1 to 25 words. */
    List<List<String>> sentences(int count) {
        List<List<String>> sentences = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sentences.add(IntStream.rangeClosed(0, random.nextInt(LONGEST))
                    .mapToObj(word -> word())
                    .toList());
        }
        return sentences;
    }

    /** The same as lines, a blank between two words. */
    List<String> lines(int count) {
        return sentences(count).stream()
                .map(sentence -> String.join(" ", sentence))
                .toList();
    }

    /** A word: the rank r with a probability of about 1/r, spelled in 16 letters. */
    private String word() {
        int rank = (int) Math.pow(WORDS, random.nextDouble());
        return Integer.toHexString(rank)
                .chars()
                .mapToObj(digit -> String.valueOf(LETTERS.charAt(Character.digit(digit, 16))))
                .collect(Collectors.joining());
    }
}
