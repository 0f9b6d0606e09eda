package org.seq4j.data.label;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Place;
import org.seq4j.data.text.Utf8Lines;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * Vectors that were trained elsewhere, for the words of a vocabulary, from a text file of word2vec (a first line of the
 * number of words and D; fastText's {@code .vec} is the same) or of GloVe (no such line): a word and D numbers a line,
 * between blanks. A word of the vocabulary takes the vector of the same word, else that of the word in lower case. Of a
 * word that stands twice the first counts.
 *
 * @param values {@code [V * D]}, the vector of id i at {@code i * D}; zeros where the file has none
 * @param dimension D
 * @param found the ids that have a vector
 */
public record WordVectors(float[] values, int dimension, BitSet found) {
    /**
     * Reads the vectors of a vocabulary's words.
     *
     * @throws DataException where there is no such file, or naming the line, for too few numbers or what is no finite
     *     number
     */
    public static WordVectors read(Path file, Vocabulary vocabulary) {
        try (Utf8Lines lines = Utf8Lines.open(file)) {
            return read(lines, file.toString(), vocabulary);
        }
    }

    private static WordVectors read(Utf8Lines lines, String name, Vocabulary vocabulary) {
        Map<String, List<Integer>> lowered = new HashMap<>();
        for (int id = Vocabulary.SPECIALS.size(); id < vocabulary.size(); id++) {
            String word = vocabulary.token(id);
            String lower = word.toLowerCase(Locale.ROOT);
            if (!lower.equals(word)) {
                lowered.computeIfAbsent(lower, w -> new ArrayList<>()).add(id);
            }
        }
        Reading reading = new Reading(name, vocabulary.size());
        for (String raw = lines.next(); raw != null; raw = lines.next()) {
            String line = raw.stripTrailing();
            Place place = new Place(name, lines.lineNumber());
            if (lines.lineNumber() == 1 && line.matches("[0-9]+ [0-9]+")) {
                reading.size(Integer.parseInt(line.substring(line.indexOf(' ') + 1)), place);
                continue;
            }
            int cut = reading.cut(line, place);
            String word = line.substring(0, cut);
            int id = vocabulary.id(word);
            float[] vector = null;
            if (id >= Vocabulary.SPECIALS.size() && !reading.exact.get(id)) {
                vector = reading.take(id, line, cut, vector, place);
                reading.exact.set(id);
            }
            for (int other : lowered.getOrDefault(word, List.of())) {
                if (!reading.found.get(other)) {
                    vector = reading.take(other, line, cut, vector, place);
                }
            }
        }
        if (reading.dimension == 0) {
            throw new DataException(name + " holds no vector; is it a text file of word2vec or GloVe?");
        }
        return new WordVectors(reading.values, reading.dimension, reading.found);
    }

    /** The state while a file is read. */
    private static final class Reading {
        private final String name;
        private final int words;
        private final BitSet found = new BitSet();
        private final BitSet exact = new BitSet();
        private int dimension;
        private float[] values = {};

        Reading(String name, int words) {
            this.name = name;
            this.words = words;
        }

        void size(int numbers, Place place) {
            if (numbers < 1) {
                throw place.fault("the vectors have " + numbers + " numbers, but at least 1 is needed");
            }
            if ((long) numbers * words > Integer.MAX_VALUE) {
                throw new DataException(name + ": " + words + " vectors of " + numbers
                        + " numbers are too many for an array; choose a smaller vocabulary.");
            }
            dimension = numbers;
            values = new float[numbers * words];
        }

        /** Where the word ends: before the last D fields. A word may hold blanks, as some of GloVe's do. */
        int cut(String line, Place place) {
            if (dimension == 0) {
                size((int) line.chars().filter(c -> c == ' ').count(), place);
            }
            int at = line.length();
            for (int i = 0; i < dimension && at > 0; i++) {
                at = line.lastIndexOf(' ', at - 1);
            }
            if (at <= 0) {
                throw place.fault("the line has no word and " + dimension
                        + " numbers, as the lines before or the first line's size tell; is the file whole?");
            }
            return at;
        }

        float[] take(int id, String line, int cut, float @Nullable [] parsed, Place place) {
            float[] vector = parsed != null ? parsed : parse(line, cut, place);
            System.arraycopy(vector, 0, values, id * dimension, dimension);
            found.set(id);
            return vector;
        }

        private float[] parse(String line, int cut, Place place) {
            float[] vector = new float[dimension];
            int at = cut;
            for (int d = 0; d < dimension; d++) {
                int end = line.indexOf(' ', at + 1);
                String field = line.substring(at + 1, end < 0 ? line.length() : end);
                float value = Float.NaN;
                try {
                    value = Float.parseFloat(field);
                } catch (NumberFormatException e) {
                    // told below, as other values that are not finite
                }
                if (!Float.isFinite(value)) {
                    throw place.fault("number " + (d + 1) + " of the vector of '" + line.substring(0, cut) + "' is '"
                            + field + "', but a finite number is needed");
                }
                vector[d] = value;
                at = end < 0 ? line.length() : end;
            }
            return vector;
        }
    }
}
